package dev.parley.library.pricetable;

import static dev.parley.library.pricetable.Samples.genai;
import static dev.parley.library.pricetable.Samples.genaiModel;
import static dev.parley.library.pricetable.Samples.model;
import static dev.parley.library.pricetable.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenaiTableTest {
    private static PriceTable read(String json) {
        return Samples.read(TableKind.GENAI_PRICES, json);
    }

    private static PriceTable prices(String prices) {
        return read(genai("acme", genaiModel("anvil", prices)));
    }

    @Test
    void everyClassIsReadToTheDigit() {
        var table = read(genai("anthropic", genaiModel("claude-sonnet-4-5", """
                {"input_mtok": 3, "output_mtok": 15.0, "cache_read_mtok": 0.3, "cache_write_mtok": 3.75,
                 "cache_write_1h_mtok": 6, "web_searches_kcount": 10}
                """)));
        var price = model(table, "anthropic/claude-sonnet-4-5").prices().getFirst();
        assertThat(price.effectiveFrom()).isNull();
        assertThat(Words.rates(price.base()))
                .isEqualTo("input 3, cacheRead 0.3, cacheWrite5m 3.75, cacheWrite1h 6, output 15");
    }

    @Test
    void aTierHoldsForEveryClassAndKeepsTheBaseOfThoseItDoesNotName() {
        var table = prices("""
                {"input_mtok": {"base": 0.2, "tiers": [{"start": 272000, "price": 0.4}]},
                 "output_mtok": {"base": 1.2, "tiers": [{"start": 272000, "price": 1.8}]},
                 "cache_read_mtok": 0.02}
                """);
        var price = model(table, "acme/anvil").prices().getFirst();
        assertThat(Words.rates(price.base())).isEqualTo("input 0.2, cacheRead 0.02, output 1.2");
        assertThat(price.tiers()).hasSize(1);
        assertThat(price.tiers().getFirst().aboveInputTokens()).isEqualTo(272_000);
        assertThat(Words.rates(price.tiers().getFirst().rates())).isEqualTo("input 0.4, cacheRead 0.02, output 1.8");
    }

    @Test
    void aStartDateMakesAPeriod() {
        var table = prices("""
                [{"prices": {"input_mtok": 0.75, "output_mtok": 3.75}},
                 {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 1.5, "output_mtok": 7.5}}]
                """);
        assertThat(model(table, "acme/anvil").prices())
                .extracting(TablePrice::effectiveFrom)
                .containsExactly(null, LocalDate.parse("2027-01-01"));
    }

    @Test
    void partsOfTheDayAreOfTheNewestPriceAndInUtc() {
        var table = prices("""
                [{"prices": {"input_mtok": 0.435, "output_mtok": 0.87}},
                 {"constraint": {"start_date": "2026-08-17"}, "prices": {"input_mtok": 0.66, "output_mtok": 1.98}},
                 {"constraint": {"start_time": "09:00:00+08:00", "end_time": "12:00:00+08:00"},
                  "prices": {"input_mtok": 1.32, "output_mtok": 3.96}}]
                """);
        var prices = model(table, "acme/anvil").prices();
        assertThat(prices).hasSize(1);
        assertThat(prices.getFirst().effectiveFrom()).isEqualTo("2026-08-17");
        assertThat(prices.getFirst().windows().getFirst().label()).isEqualTo("01:00-04:00 UTC");
    }

    @Test
    void onlyEqualNamesAreAliases() {
        var table = read(genai("openai", """
                {"id": "o3", "name": "o3", "context_window": 200000, "prices": {"input_mtok": 2, "output_mtok": 8},
                 "match": {"or": [{"equals": "o3"}, {"equals": "o3-2025-04-16"}, {"starts_with": "o3-"},
                                  {"equals": "not a name"}]}}
                """));
        var model = model(table, "openai/o3");
        assertThat(model.aliases()).containsExactly("o3-2025-04-16");
        assertThat(model.contextWindowTokens()).isEqualTo(200_000);
    }

    @Test
    void aWriteAtZeroIsNoPrice() {
        var table = prices("{\"input_mtok\": 1, \"output_mtok\": 2, \"cache_write_mtok\": 0}");
        assertThat(model(table, "acme/anvil").prices().getFirst().base().cacheWrite5mPerMtok())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "there is no price | {}",
                "output_mtok is missing | {'input_mtok': 1}",
                "input_mtok is negative | {'input_mtok': -1, 'output_mtok': 2}",
                "input_mtok is no number | {'input_mtok': 'NaN', 'output_mtok': 2}",
                "input_mtok has more than 30 digits | {'input_mtok': 1e999999999, 'output_mtok': 2}",
                "input_mtok has more than 30 digits | {'input_mtok': 1e-999999999, 'output_mtok': 2}",
                "input_mtok is more than 1,000,000 USD per million tokens | {'input_mtok': 1000001, 'output_mtok': 2}",
                "requests_kcount is billed beside its tokens | {'input_mtok': 1, 'output_mtok': 2, 'requests_kcount': 5}",
                "tiers that do not rise | {'input_mtok': {'base': 1, 'tiers': [{'start': 9, 'price': 2}, {'start': 9, 'price': 3}]}, 'output_mtok': 2}",
                "a tier whose start is no number of tokens | {'input_mtok': {'base': 1, 'tiers': [{'start': 'x', 'price': 2}]}, 'output_mtok': 2}",
                "input_mtok has a tier without a price | {'input_mtok': {'base': 1, 'tiers': [{'start': 9}]}, 'output_mtok': 2}",
                "start_date is no day | [{'constraint': {'start_date': '2026-02-30'}, 'prices': {'input_mtok': 1, 'output_mtok': 2}}]",
                "a price under a constraint that is not known here | [{'constraint': {'region': 'eu'}, 'prices': {'input_mtok': 1, 'output_mtok': 2}}]",
                "its tiers or daily windows cannot be written here | [{'prices': {'input_mtok': 1, 'output_mtok': 2}}, {'constraint': {'start_time': '01:00:00Z', 'end_time': '01:00:00Z'}, 'prices': {'input_mtok': 1, 'output_mtok': 2}}]",
            })
    void whatCannotBeSaidIsSkippedWithItsReason(String reason, String prices) {
        assertThat(reason(prices(prices.replace('\'', '"')))).isEqualTo(reason);
    }

    @Test
    void aNameThatWouldMeanEveryModelIsSkipped() {
        assertThat(reason(read(genai("acme", genaiModel("*", "{\"input_mtok\": 1, \"output_mtok\": 2}")))))
                .isEqualTo("the model's name cannot be written here");
    }
}
