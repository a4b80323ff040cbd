package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Abilities;
import dev.parley.model.Abilities.OutputLimit;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedPricesTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /// Input tokens, moment, and what a million tokens of fresh input, output, cache read, short and long write cost
    /// then; `-` where the price list has none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anthropic/claude-sonnet-5       | 1000    | 2026-11-01T00:00:00Z | 2      | 10     | 0.2      | 2.5   | 4
            anthropic/claude-fable-5-1      | 1000    | 2026-11-01T00:00:00Z | 10     | 50     | 0.25     | 12.5  | 20
            anthropic/claude-opus-5-5       | 1000    | 2026-11-01T00:00:00Z | 4      | 20     | 0.2      | 5     | 8
            anthropic/claude-haiku-4-5      | 1000    | 2026-11-01T00:00:00Z | 1      | 5      | 0.1      | 1.25  | 2
            anthropic/claude-3-haiku        | 1000    | 2026-11-01T00:00:00Z | 0.25   | 1.25   | 0.03     | 0.3   | 0.5
            anthropic/claude-sonnet-4-5     | 200000  | 2026-11-01T00:00:00Z | 3      | 15     | 0.3      | 3.75  | 6
            anthropic/claude-sonnet-4-5     | 200001  | 2026-11-01T00:00:00Z | 6      | 22.5   | 0.6      | 7.5   | 12
            anthropic/claude-opus-4-6       | 200001  | 2026-03-12T23:59:59Z | 10     | 37.5   | 1        | 12.5  | 20
            anthropic/claude-opus-4-6       | 200001  | 2026-03-13T00:00:00Z | 5      | 25     | 0.5      | 6.25  | 10
            anthropic/claude-opus-4         | 1000    | 2025-05-22T00:00:00Z | 15     | 75     | 1.5      | 18.75 | 30
            anthropic/claude-sonnet-3.7     | 1000    | 2025-02-24T00:00:00Z | 3      | 15     | 0.3      | 3.75  | 6
            anthropic/claude-haiku-3.5      | 1000    | 2026-11-01T00:00:00Z | 0.8    | 4      | 0.08     | 1     | 1.6
            openai/gpt-4                    | 1000    | 2026-11-01T00:00:00Z | 30     | 60     | -        | -     | -
            openai/gpt-4o                   | 1000    | 2024-05-13T00:00:00Z | 5      | 15     | -        | -     | -
            openai/gpt-4o                   | 1000    | 2024-10-01T23:59:59Z | 5      | 15     | -        | -     | -
            openai/gpt-4o                   | 1000    | 2024-10-02T00:00:00Z | 2.5    | 10     | 1.25     | -     | -
            openai/gpt-5.1                  | 1000    | 2026-02-15T00:00:00Z | 1.25   | 10     | 0.125    | -     | -
            openai/gpt-5.1-mini             | 1000    | 2026-11-01T00:00:00Z | 0.3    | 1.2    | 0.1      | -     | -
            openai/gpt-5.4                  | 272000  | 2026-11-01T00:00:00Z | 2.5    | 15     | 0.25     | -     | -
            openai/gpt-5.4                  | 272001  | 2026-11-01T00:00:00Z | 5      | 22.5   | 0.5      | -     | -
            openai/gpt-5.6-luna             | 1000    | 2026-07-29T23:59:59Z | 1      | 6      | 0.1      | 1.25  | -
            openai/gpt-5.6-luna             | 1000    | 2026-07-30T00:00:00Z | 0.2    | 1.2    | 0.02     | 0.25  | -
            openai/gpt-5.6-luna             | 272001  | 2026-07-29T23:59:59Z | 2      | 9      | 0.2      | 2.5   | -
            openai/gpt-5.6-luna             | 272001  | 2026-07-30T00:00:00Z | 0.4    | 1.8    | 0.04     | 0.5   | -
            openai/gpt-5.6-sol              | 1000    | 2026-08-21T00:00:00Z | 4      | 20     | 0.4      | 5     | -
            openai/gpt-6-luna               | 272000  | 2026-11-01T00:00:00Z | 0.1    | 0.5    | 0.01     | 0.125 | -
            openai/gpt-6-luna               | 272001  | 2026-11-01T00:00:00Z | 0.2    | 0.75   | 0.02     | 0.25  | -
            openai/o3                       | 1000    | 2025-06-09T23:59:59Z | 10     | 40     | 0.5      | -     | -
            openai/o3                       | 1000    | 2025-06-10T00:00:00Z | 2      | 8      | 0.5      | -     | -
            google/gemini-2.5-pro           | 200000  | 2026-11-01T00:00:00Z | 1.25   | 10     | 0.125    | -     | -
            google/gemini-2.5-pro           | 200001  | 2026-11-01T00:00:00Z | 2.5    | 15     | 0.25     | -     | -
            google/gemini-3.8-flash         | 1000    | 2026-12-31T23:59:59Z | 0.75   | 3.75   | 0.075    | -     | -
            google/gemini-3.8-flash         | 1000    | 2027-01-01T00:00:00Z | 1.5    | 7.5    | 0.15     | -     | -
            google/gemini-2.0-flash-lite    | 1000    | 2026-11-01T00:00:00Z | 0.075  | 0.3    | -        | -     | -
            google/gemini-ultra             | 1000    | 2026-11-01T00:00:00Z | 7      | 21     | -        | -     | -
            mistral/mistral-large           | 1000    | 2026-11-01T00:00:00Z | 2      | 6      | -        | -     | -
            mistral/mistral-large-latest    | 1000    | 2025-12-01T23:59:59Z | 2      | 6      | -        | -     | -
            mistral/mistral-large-latest    | 1000    | 2025-12-02T00:00:00Z | 0.5    | 1.5    | 0.05     | -     | -
            mistral/mistral-medium-latest   | 1000    | 2026-06-15T23:59:59Z | 0.4    | 2      | 0.04     | -     | -
            mistral/mistral-medium-latest   | 1000    | 2026-06-16T00:00:00Z | 1.5    | 7.5    | 0.15     | -     | -
            mistral/mistral-small           | 1000    | 2026-11-01T00:00:00Z | 2      | 6      | -        | -     | -
            deepseek/deepseek-chat          | 1000    | 2026-11-01T00:29:59Z | 0.135  | 0.55   | 0.035    | -     | -
            deepseek/deepseek-chat          | 1000    | 2026-11-01T00:30:00Z | 0.27   | 1.1    | 0.07     | -     | -
            deepseek/deepseek-reasoner      | 1000    | 2026-11-01T16:29:59Z | 0.55   | 2.19   | 0.14     | -     | -
            deepseek/deepseek-reasoner      | 1000    | 2026-11-01T16:30:00Z | 0.135  | 0.55   | 0.035    | -     | -
            deepseek/deepseek-v3.2          | 1000    | 2026-11-01T00:00:00Z | 0.2288 | 0.3432 | -        | -     | -
            deepseek/deepseek-v4-pro        | 1000    | 2026-08-16T02:00:00Z | 0.435  | 0.87   | 0.003625 | -     | -
            deepseek/deepseek-v4-pro        | 1000    | 2026-08-17T00:59:59Z | 0.66   | 1.98   | 0.022    | -     | -
            deepseek/deepseek-v4-pro        | 1000    | 2026-08-17T01:00:00Z | 1.32   | 3.96   | 0.044    | -     | -
            deepseek/deepseek-v4-flash      | 1000    | 2026-11-01T04:00:00Z | 0.22   | 0.66   | 0.007    | -     | -
            deepseek/deepseek-v4-flash      | 1000    | 2026-11-01T09:59:59Z | 0.44   | 1.32   | 0.014    | -     | -
            deepseek/deepseek-v4-flash      | 1000    | 2026-11-01T10:00:00Z | 0.22   | 0.66   | 0.007    | -     | -
            x-ai/grok-4.20                  | 199999  | 2026-11-01T00:00:00Z | 1.25   | 2.5    | 0.2      | -     | -
            x-ai/grok-4.20                  | 200000  | 2026-11-01T00:00:00Z | 2.5    | 5      | 0.4      | -     | -
            x-ai/grok-4-0709                | 1000    | 2026-11-01T00:00:00Z | 3      | 15     | 0.75     | -     | -
            alibaba/qwen3-coder             | 1000    | 2026-11-01T00:00:00Z | 0      | 0      | -        | -     | -
            ollama/llama3.2                 | 1000    | 2026-11-01T00:00:00Z | 0      | 0      | 0        | 0     | 0
            ollama/anything:70b             | 1000    | 2026-11-01T00:00:00Z | 0      | 0      | 0        | 0     | 0
            """)
    void aPriceIsThatOfThePriceList(
            String model,
            long inputTokens,
            Instant at,
            String input,
            String output,
            String cacheRead,
            String cacheWrite5m,
            String cacheWrite1h) {
        boolean explicit = model.startsWith("anthropic/") || model.startsWith("alibaba/");
        var fresh = usd(model, new Usage(inputTokens, 0, 0, 0, 0, 0), at);
        assertThat(fresh).isEqualTo(cost(input, inputTokens));
        assertThat(usd(model, new Usage(0, inputTokens, 0, 0, 0, 0), at))
                .isEqualTo(cacheRead.equals("-") ? fresh : cost(cacheRead, inputTokens));
        assertWrite(usd(model, new Usage(0, 0, inputTokens, 0, 0, 0), at), cacheWrite5m, inputTokens, fresh, explicit);
        assertWrite(usd(model, new Usage(0, 0, 0, inputTokens, 0, 0), at), cacheWrite1h, inputTokens, fresh, explicit);
        assertThat(usd(model, new Usage(inputTokens, 0, 0, 0, 1_000_000, 0), at))
                .isEqualTo(Cost.known(Usd.ofTokens(inputTokens, new java.math.BigDecimal(input))
                        .plus(Usd.of(output))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-sonnet-4   | 12000 | 4500 | 8000  | 3000  | 0     | 0.11715
            claude-opus-4     | 12000 | 4500 | 8000  | 3000  | 0     | 0.58575
            claude-sonnet-4-5 | 1000  | 500  | 0     | 0     | 0     | 0.0105
            claude-sonnet-4-5 | 50    | 500  | 0     | 10000 | 0     | 0.04515
            claude-sonnet-4-5 | 50    | 500  | 0     | 0     | 10000 | 0.06765
            claude-sonnet-4-5 | 50    | 500  | 10000 | 0     | 0     | 0.01065
            """)
    void aUsageCostsWhatWasWorkedOutByHand(
            String model, long fresh, long output, long cacheRead, long write5m, long write1h, String usd) {
        var usage = new Usage(fresh, cacheRead, write5m, write1h, output, 0);
        assertThat(usd("anthropic/" + model, usage, NOON)).isEqualTo(Cost.known(Usd.of(usd)));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4-5, 0.15",
        "openai/gpt-4o, 0.125",
        "google/gemini-2.5-pro, 0.125",
        "mistral/mistral-large-2512, 0.05"
    })
    void onlyTwoProvidersAreCheaperInBatches(String model, String usd) {
        var priced = Shipped.CONTENTS.prices().price(ModelId.parse(model), Usage.of(100_000, 0), NOON, true);
        assertThat(priced.cost()).isEqualTo(Cost.known(Usd.of(usd)));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4-5-20250929, anthropic/claude-sonnet-4-5",
        "anthropic/claude-haiku-4-5-20251001, anthropic/claude-haiku-4-5",
        "anthropic/claude-opus-4-20250514, anthropic/claude-opus-4",
        "anthropic/claude-3-5-sonnet-20240620, anthropic/claude-3-5-sonnet",
        "anthropic/claude-3-opus-latest, anthropic/claude-3-opus",
        "openai/gpt-4o-2024-08-06, openai/gpt-4o",
        "openai/gpt-5-2025-08-07, openai/gpt-5",
        "openai/o3-2025-04-16, openai/o3"
    })
    void aDatedIdIsItsModel(String dated, String model) {
        assertThat(model(dated)).isSameAs(model(model));
        assertThat(Shipped.CONTENTS.prices().sheet(ModelId.parse(dated)))
                .isEqualTo(Shipped.CONTENTS.prices().sheet(ModelId.parse(model)));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-5-5, 2026-11-01",
        "nobody/nothing, 2026-11-01",
        "openai/gpt-4o, 2024-05-12",
        "anthropic/claude-opus-4, 2025-05-21"
    })
    void whatNoListPricesIsUnpricedAndNotFree(String model, LocalDate day) {
        var priced = Shipped.CONTENTS
                .prices()
                .price(
                        ModelId.parse(model),
                        Usage.of(10, 10),
                        day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant(),
                        false);
        assertThat(priced).isInstanceOf(PricedUsage.Unknown.class);
    }

    @Test
    void aModelThatEndsIsServedUntilTheDayBefore() {
        var model = model("anthropic/claude-sonnet-4-5");
        assertThat(model.isServedOn(LocalDate.parse("2026-11-29"))).isTrue();
        assertThat(model.isServedOn(LocalDate.parse("2026-11-30"))).isFalse();
    }

    @Test
    void abilitiesSayWhatARequestMayCarry() {
        var luna = model("openai/gpt-6-luna").abilities();
        assertThat(luna.temperature()).isFalse();
        assertThat(luna.outputLimit()).isEqualTo(OutputLimit.MAX_COMPLETION_TOKENS);
        assertThat(luna.reasoningEfforts()).containsExactly("none", "low", "medium", "high");
        assertThat(luna.reasons()).isTrue();
        assertThat(model("openai/gpt-5").abilities().reasoningEfforts())
                .containsExactly("minimal", "low", "medium", "high");
        assertThat(model("openai/o3").abilities().reasoningEfforts()).containsExactly("low", "medium", "high");
        assertThat(model("openai/gpt-4o").abilities())
                .returns(true, Abilities::temperature)
                .returns(true, Abilities::seed);
        assertThat(model("anthropic/claude-sonnet-5").abilities()).isEqualTo(Abilities.PLAIN);
        assertThat(model("mistral/magistral-medium").abilities().reasons()).isTrue();
        assertThat(model("deepseek/deepseek-reasoner").abilities().temperature())
                .isFalse();
        assertThat(model("ollama/llama3.2").abilities().seed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-fable-5, false, 512",
        "anthropic/claude-sonnet-5, false, 1024",
        "anthropic/claude-opus-4-7, false, 2048",
        "anthropic/claude-haiku-4-5, false, 4096",
        "openai/gpt-6-luna, true, 1024",
        "google/gemini-2.5-pro, true, 4096",
        "alibaba/qwen3-coder, false, 1024"
    })
    void cachesAreUsedAsTheVendorSays(String model, boolean byItself, long minPrefixTokens) {
        assertThat(model(model).caching()).isEqualTo(new Caching(byItself, minPrefixTokens));
    }

    private static void assertWrite(Cost found, String usdPerMtok, long tokens, Cost fresh, boolean explicit) {
        if (!usdPerMtok.equals("-")) {
            assertThat(found).isEqualTo(cost(usdPerMtok, tokens));
        } else if (explicit) {
            assertThat(found).isInstanceOf(Cost.Unpriced.class);
        } else {
            assertThat(found).isEqualTo(fresh);
        }
    }

    private static Cost cost(String usdPerMtok, long tokens) {
        return Cost.known(Usd.ofTokens(tokens, new java.math.BigDecimal(usdPerMtok)));
    }

    private static Cost usd(String model, Usage usage, Instant at) {
        return Shipped.CONTENTS
                .prices()
                .price(ModelId.parse(model), usage, at, false)
                .cost();
    }

    private static Model model(String id) {
        return Shipped.CONTENTS.catalogue().find(ModelId.parse(id)).orElseThrow();
    }
}
