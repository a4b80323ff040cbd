package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.model.ModelId;
import dev.parley.pricing.PriceSheet;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenPricesTest {
    private static final String NONE = "; none of its prices are in force";
    private static final String HEAD = """
            provider: acme
            source: https://example.org/prices
            checked: 2026-11-01
            models:
              - id: anvil
            """;

    @TempDir
    Path folder;

    @Test
    void pricesAreReadDigitByDigit() {
        var sheet = sheet(Project.PRICES.replace("input: 3", "input: 0.003625"));
        assertThat(sheet.periods().getFirst().base().inputPerMtok()).isEqualTo(new BigDecimal("0.003625"));
    }

    @Test
    void whatAPriceDoesNotSayComesFromItsFile() {
        var period = sheet(Project.PRICES).periods().getFirst();
        assertThat(period.effectiveFrom()).isNull();
        assertThat(period.recordedAt()).isEqualTo(LocalDate.parse("2026-11-01"));
        assertThat(period.source()).isEqualTo("https://example.org/prices");
    }

    @Test
    void aPriceThatIsNoNumberIsReported() {
        assertOnly(
                Project.PRICES.replace("input: 3", "input: free"),
                7,
                "models[0].prices[0].usd_per_mtok.input",
                "input must be a number, found the text 'free'");
        assertOnly(
                Project.PRICES.replace("input: 3", "input: -3"),
                7,
                "models[0].prices[0].usd_per_mtok.input",
                "input must be 0 to 1000000, found -3");
    }

    @Test
    void aPriceWithoutOutputIsReported() {
        assertOnly(
                Project.PRICES.replace(", output: 15", ""),
                7,
                "models[0].prices[0].usd_per_mtok.output",
                "output is missing; expected a number");
    }

    @Test
    void aDayThatDoesNotExistIsReported() {
        assertOnly(
                Project.PRICES.replace("2026-11-01", "2026-02-30"),
                3,
                "checked",
                "checked must be a day written 2026-11-01, found the text '2026-02-30'");
    }

    @Test
    void pricesOutOfOrderAreReported() {
        assertOnly(
                HEAD + """
                            prices:
                              - effective_from: 2026-08-17
                                usd_per_mtok: {input: 3, output: 15}
                              - effective_from: 2026-08-17
                                usd_per_mtok: {input: 4, output: 15}
                        """,
                9,
                "models[0].prices[1].effective_from",
                "prices must stand oldest first, found 2026-08-17 after 2026-08-17; a second price for the same day"
                        + " needs a later recorded_at");
    }

    @Test
    void aSecondPriceForTheSameDayThatWasLearnedLaterIsFine() {
        var sheet = sheet(HEAD + """
                    prices:
                      - effective_from: 2026-08-17
                        recorded_at: 2026-07-01
                        withdrawn_at: 2026-08-01
                        usd_per_mtok: {input: 3, output: 15}
                      - effective_from: 2026-08-17
                        usd_per_mtok: {input: 4, output: 15}
                        cache_storage_usd_per_mtok_hour: 1.5
                """);
        assertThat(sheet.standing()).hasSize(1);
        assertThat(sheet.standing().getFirst().cacheStoragePerMtokHour()).isEqualTo(new BigDecimal("1.5"));
        assertThat(sheet.periods().getFirst().withdrawnAt()).isEqualTo(LocalDate.parse("2026-08-01"));
    }

    @Test
    void comparingAFileAnewDoesNotChangeWhenItsPricesWereLearned() {
        var compared = Project.PRICES.replace("checked: 2026-11-01", "checked: 2026-12-01\nrecorded_at: 2026-11-01");
        assertThat(sheet(compared).periods().getFirst().recordedAt()).isEqualTo(LocalDate.parse("2026-11-01"));
    }

    @Test
    void aPriceWithdrawnBeforeItWasLearnedIsReported() {
        assertOnly(
                HEAD + """
                            prices:
                              - withdrawn_at: 2026-10-31
                                usd_per_mtok: {input: 3, output: 15}
                        """,
                7,
                "models[0].prices[0].withdrawn_at",
                "a price cannot be withdrawn on 2026-10-31, before it was learned on 2026-11-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd_per_ktok", "usd_per_token", "eur_per_mtok"})
    void anUnknownUnitIsReported(String unit) {
        var project = Project.whole(folder);
        project.write("pricing/acme.yaml", Project.PRICES.replace("usd_per_mtok", unit));
        assertThat(project.problems())
                .extracting(Problem::line, Problem::field)
                .contains(tuple(7, "models[0].prices[0]." + unit), tuple(7, "models[0].prices[0].usd_per_mtok"));
        assertThat(project.problems().getFirst().message()).contains("'" + unit + "'", "usd_per_mtok");
    }

    @Test
    void aModelMayHaveABatchFactorOfItsOwn() {
        var own = Project.PRICES
                .replace("checked:", "batch_factor: 0.5\nchecked:")
                .replace("- id: anvil", "- id: anvil\n    batch_factor: 0.25");
        assertThat(sheet(own).batchFactor()).isEqualTo(new BigDecimal("0.25"));
        assertThat(sheet(own.replace("    batch_factor: 0.25\n", "")).batchFactor())
                .isEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void tiersThatFallAreReported() {
        assertOnly(
                HEAD + """
                            prices:
                              - usd_per_mtok: {input: 3, output: 15}
                                tiers:
                                  - {above_input_tokens: 200000, usd_per_mtok: {input: 6, output: 22.5}}
                                  - {above_input_tokens: 100000, usd_per_mtok: {input: 6, output: 22.5}}
                        """,
                10,
                "models[0].prices[0].tiers[1].above_input_tokens",
                "tiers must rise, found 100000 after 200000");
    }

    @Test
    void windowsThatOverlapOrAreMisspeltAreReported() {
        var windows = HEAD + """
                    prices:
                      - usd_per_mtok: {input: 3, output: 15}
                        windows:
                          - {utc: "22:00-02:00", usd_per_mtok: {input: 6, output: 22.5}}
                          - {utc: "01:00-04:00", usd_per_mtok: {input: 6, output: 22.5}}
                """;
        assertOnly(
                windows,
                10,
                "models[0].prices[0].windows[1].utc",
                "windows must not overlap, found 01:00-04:00 and 22:00-02:00");
        assertOnly(
                windows.replace("01:00-04:00", "1:00-25:00"),
                10,
                "models[0].prices[0].windows[1].utc",
                "utc must be a part of the day written 01:00-04:00, found the text '1:00-25:00'");
        assertOnly(
                windows.replace("01:00-04:00", "03:00-03:00"),
                10,
                "models[0].prices[0].windows[1].utc",
                "a window must have a length, found 03:00-03:00");
    }

    @Test
    void tiersTogetherWithWindowsAreReported() {
        assertOnly(HEAD + """
                            prices:
                              - usd_per_mtok: {input: 3, output: 15}
                                tiers:
                                  - {above_input_tokens: 200000, usd_per_mtok: {input: 6, output: 22.5}}
                                windows:
                                  - {utc: "01:00-04:00", usd_per_mtok: {input: 6, output: 22.5}}
                        """, 10, "models[0].prices[0].windows", "a price has tiers or windows, found both");
    }

    @Test
    void oneNameForTwoModelsIsReported() {
        assertOnly(Project.PRICES + """
                          - id: hammer
                            aliases: [anvil]
                            prices:
                              - usd_per_mtok: {input: 3, output: 15}
                        """, 9, "models[1].aliases[0]", "'anvil' names two models, first in line 5");
    }

    @Test
    void aProviderWithTwoFilesIsReportedInTheSecond() {
        var project = Project.whole(folder);
        project.write("pricing/zenith.yaml", "# a copy\n" + Project.PRICES);
        assertThat(project.problems())
                .containsExactly(new Problem(
                        "pricing/zenith.yaml",
                        2,
                        "provider",
                        "provider 'acme' already has pricing/acme.yaml; expected one file for each" + NONE));
    }

    @Test
    void everyModelOfAProviderMayShareAPriceWithoutBeingOne() {
        var project = Project.whole(folder);
        project.write("pricing/acme.yaml", Project.PRICES.replace("id: anvil", "id: \"*\""));
        var contents = project.read();
        assertThat(contents.problems()).isEmpty();
        assertThat(contents.catalogue().models()).isEmpty();
        assertThat(contents.prices().sheet(ModelId.parse("acme/whatever"))).isPresent();
    }

    private PriceSheet sheet(String text) {
        var project = Project.whole(folder);
        project.write("pricing/acme.yaml", text);
        return project.read().prices().sheet(ModelId.parse("acme/anvil")).orElseThrow();
    }

    private void assertOnly(String text, int line, String field, String message) {
        var project = Project.whole(folder);
        project.write("pricing/acme.yaml", text);
        assertThat(project.problems()).containsExactly(new Problem("pricing/acme.yaml", line, field, message + NONE));
    }
}
