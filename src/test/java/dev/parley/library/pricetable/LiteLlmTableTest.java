package dev.parley.library.pricetable;

import static dev.parley.library.pricetable.Samples.entry;
import static dev.parley.library.pricetable.Samples.litellm;
import static dev.parley.library.pricetable.Samples.model;
import static dev.parley.library.pricetable.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteLlmTableTest {
    private static final String LUNA = """
            "input_cost_per_token": 2e-07, "output_cost_per_token": 1.2e-06, "cache_read_input_token_cost": 2e-08,
            "cache_creation_input_token_cost": 2.5e-07, "max_input_tokens": 400000.0, "max_output_tokens": 128000
            """;

    private static PriceTable read(String json) {
        return Samples.read(TableKind.LITELLM, json);
    }

    private static TablePrice only(String fields) {
        return model(read(litellm("anvil", "acme", fields)), "acme/anvil")
                .prices()
                .getFirst();
    }

    @Test
    void pricesPerTokenBecomeExactPricesPerMillion() {
        var price = only(LUNA.replace("2e-08", "3.625e-09"));
        assertThat(Words.rates(price.base())).isEqualTo("input 0.2, cacheRead 0.003625, cacheWrite5m 0.25, output 1.2");
        var model = model(read(litellm("anvil", "acme", LUNA)), "acme/anvil");
        assertThat(model.contextWindowTokens()).isEqualTo(400_000);
        assertThat(model.maxOutputTokens()).isEqualTo(128_000);
    }

    @Test
    void aWriteForAnHourHasItsOwnPrice() {
        var price = only(LUNA + ", \"cache_creation_input_token_cost_above_1hr\": 6e-06");
        assertThat(price.base().cacheWrite1hPerMtok()).isEqualTo(new BigDecimal("6"));
    }

    @Test
    void tiersAreWholeRequestsAboveThousandsOfTokens() {
        var price = only(LUNA + """
                , "input_cost_per_token_above_272k_tokens": 4e-07, "output_cost_per_token_above_272k_tokens": 1.8e-06,
                "cache_read_input_token_cost_above_272k_tokens": 4e-08,
                "cache_creation_input_token_cost_above_272k_tokens": 5e-07,
                "input_cost_per_token_above_272k_tokens_priority": 8e-07
                """);
        assertThat(price.tiers()).hasSize(1);
        assertThat(price.tiers().getFirst().aboveInputTokens()).isEqualTo(272_000);
        assertThat(Words.rates(price.tiers().getFirst().rates()))
                .isEqualTo("input 0.4, cacheRead 0.04, cacheWrite5m 0.5, output 1.8");
    }

    @ParameterizedTest
    @CsvSource({"1e-07, 6e-07, 0.5", "1e-07, 1.2e-06,", "7e-08, 4.2e-07, 0.35", "4e-07, 2.4e-06,"})
    void batchesHaveAFactorWhenInputAndOutputAgree(String input, String output, BigDecimal factor) {
        var table = read(litellm(
                "anvil",
                "acme",
                LUNA + ", \"input_cost_per_token_batches\": " + input + ", \"output_cost_per_token_batches\": "
                        + output));
        assertThat(model(table, "acme/anvil").batchFactor()).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5, anthropic, anthropic/claude-sonnet-5",
        "gemini/gemini-2.5-pro, gemini, google/gemini-2.5-pro",
        "gemini-2.5-pro, vertex_ai-language-models, vertex-ai/gemini-2.5-pro",
        "vertex_ai/claude-opus-4, vertex_ai-anthropic_models, vertex-ai/claude-opus-4",
        "xai/grok-4.20, xai, x-ai/grok-4.20",
        "dashscope/qwen-plus, dashscope, alibaba/qwen-plus",
        "azure/eu/gpt-4o, azure, azure/eu/gpt-4o",
        "openrouter/openai/gpt-5, openrouter, openrouter/openai/gpt-5",
        "us.amazon.nova-lite-v1:0, bedrock_converse, bedrock/us.amazon.nova-lite-v1:0",
        "together_ai/meta/llama, together_ai, together-ai/meta/llama"
    })
    void namesBecomeOurs(String key, String provider, String id) {
        assertThat(read(litellm(key, provider, LUNA)).models())
                .extracting(model -> model.id().toString())
                .containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "output_cost_per_token is missing | 'input_cost_per_token': 1e-06",
                "input_cost_per_token is negative | 'input_cost_per_token': -1e-06, 'output_cost_per_token': 1e-06",
                "input_cost_per_token is no number | 'input_cost_per_token': '1e-06', 'output_cost_per_token': 1e-06",
                "all prices are 0, which there means free as well as unknown | 'input_cost_per_token': 0.0, 'output_cost_per_token': 0",
                "output_cost_per_reasoning_token differs from the price of other output | 'input_cost_per_token': 1e-06, 'output_cost_per_token': 1e-06, 'output_cost_per_reasoning_token': 3e-06",
                "input_cost_per_second is billed beside its tokens | 'input_cost_per_token': 1e-06, 'output_cost_per_token': 1e-06, 'input_cost_per_second': 0.001",
                "tiered_pricing: it does not say whether a tier holds for the whole request | 'tiered_pricing': []",
                "its tiers cannot be written here | 'input_cost_per_token': 1e-06, 'output_cost_per_token': 1e-06, 'input_cost_per_token_above_0k_tokens': 2e-06",
            })
    void whatCannotBeSaidIsSkippedWithItsReason(String reason, String fields) {
        assertThat(reason(read(litellm("anvil", "acme", fields.replace('\'', '"')))))
                .isEqualTo(reason);
    }

    @Test
    void whatIsNoConversationIsSkipped() {
        var picture = "{\"dall-e\": {\"litellm_provider\": \"openai\", \"mode\": \"image_generation\"}}";
        assertThat(reason(read(picture))).isEqualTo("no conversation: mode image_generation");
    }

    @Test
    void entriesOfOneModelThatAgreeAreOneAndThoseThatDifferAreNone() {
        var other = LUNA.replace("1.2e-06", "2e-06");
        var agreeing = read("{" + entry("deepseek/v", "deepseek", LUNA) + "," + entry("v", "deepseek", LUNA) + "}");
        assertThat(agreeing.models()).hasSize(1);
        assertThat(agreeing.skipped()).isEmpty();
        var differing = read("{" + entry("deepseek/v", "deepseek", LUNA) + "," + entry("v", "deepseek", other) + ","
                + entry("deepseek/v", "deepseek", LUNA) + "}");
        assertThat(differing.models()).isEmpty();
        assertThat(differing.skipped()).hasSize(3);
    }
}
