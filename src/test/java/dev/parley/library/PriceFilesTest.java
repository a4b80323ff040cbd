package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What several price files say together: kept by hand, imported, and the operator's price for unknown models.
class PriceFilesTest {
    private static final ModelId ANVIL = ModelId.parse("acme/anvil");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String IMPORTED = """
            provider: acme
            source: https://example.org/table
            checked: 2026-11-24
            models:
              - id: anvil
                name: another name
                prices:
                  - effective_from: 2026-11-20
                    usd_per_mtok: {input: 2, output: 10}
              - id: hammer
                prices:
                  - usd_per_mtok: {input: 1, output: 5}
            """;
    private static final String DEFAULT = """
            checked: 2026-11-02
            source: a guess of ours
            prices:
              - usd_per_mtok: {input: 1.00, output: 2.00}
            """;

    @TempDir
    Path folder;

    private Project project = new Project(Path.of(""));

    @BeforeEach
    void makeAProject() {
        project = Project.whole(folder);
    }

    @Test
    void importedPricesJoinThoseKeptByHand() {
        project.write("pricing/imported/acme.yaml", IMPORTED);
        assertThat(project.problems()).isEmpty();
        assertThat(usd(ANVIL, NOON.minusSeconds(86_400))).isEqualTo("3");
        assertThat(usd(ANVIL, NOON)).isEqualTo("2");
        assertThat(usd(ModelId.parse("acme/hammer"), NOON)).isEqualTo("1");
        assertThat(project.read().catalogue().find(ANVIL).orElseThrow().displayName())
                .as("the rest of a model is as the file kept by hand says")
                .isEqualTo("anvil");
    }

    @Test
    void aBrokenImportedFileIsReportedAndLeavesTheOthersInForce() {
        project.write("pricing/imported/acme.yaml", IMPORTED.replace("input: 2", "input: -2"));
        assertThat(project.problems())
                .singleElement()
                .returns("pricing/imported/acme.yaml", Problem::file)
                .returns(9, Problem::line);
        assertThat(usd(ANVIL, NOON)).isEqualTo("3");
    }

    @Test
    void theLastGoodReadingOfABrokenFileStaysInForce() {
        var before = Reading.of(folder, Map.of(), Limits.UNREADABLE);
        project.write("pricing/acme.yaml", Project.PRICES.replace("input: 3", "input: -3"));
        var after = Reading.of(folder, before.goodPrices(), Limits.UNREADABLE).contents();
        assertThat(after.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).endsWith("; the prices of its last good reading stay in force"));
        assertThat(after.prices()
                        .price(ANVIL, Usage.of(1_000_000, 0), NOON, false)
                        .cost())
                .isEqualTo(Cost.known(Usd.of("3")));
    }

    @Test
    void withoutAnOperatorsPriceAnUnknownModelIsUnpriced() {
        assertThat(usd(ModelId.parse("other/model"), NOON)).isEqualTo("unknown");
    }

    @Test
    void theOperatorsPriceIsUsedForUnknownModelsAndSaysSo() {
        project.write("pricing/default.yaml", DEFAULT);
        assertThat(project.problems()).isEmpty();
        var priced = (PricedUsage.Known) project.read()
                .prices()
                .price(ModelId.parse("other/model"), new Usage(1_000_000, 0, 0, 0, 1_000_000, 0), NOON, false);
        assertThat(priced.total()).isEqualTo(Usd.of("3"));
        assertThat(priced.price().assumed()).isTrue();
        assertThat(priced.price().source()).isEqualTo("a guess of ours");
        assertThat(usd(ANVIL, NOON)).isEqualTo("3");
    }

    @Test
    void aBrokenOperatorsPriceIsReportedAndNotUsed() {
        project.write("pricing/default.yaml", DEFAULT.replace("2.00", "-2.00"));
        assertThat(project.problems())
                .containsExactly(new Problem(
                        "pricing/default.yaml",
                        4,
                        "prices[0].usd_per_mtok.output",
                        "output must be 0 to 1000000, found -2.00; none of its prices are in force"));
        assertThat(usd(ModelId.parse("other/model"), NOON)).isEqualTo("unknown");
    }

    @Test
    void pricesThatAreNoFileAreReadOrSaidToBeBroken() {
        try (var library = new DirectoryLibrary(folder, java.util.List.of())) {
            assertThat(library.readPrices(IMPORTED))
                    .isInstanceOfSatisfying(
                            Library.ReadPrices.Read.class,
                            read -> assertThat(read.prices().sheet(ANVIL)).isPresent());
            assertThat(library.readPrices("provider: acme"))
                    .isInstanceOfSatisfying(
                            Library.ReadPrices.Broken.class,
                            broken -> assertThat(broken.problems().getFirst().file())
                                    .isEqualTo("inline"));
        }
    }

    private String usd(ModelId model, Instant at) {
        var cost = project.read()
                .prices()
                .price(model, Usage.of(1_000_000, 0), at, false)
                .cost();
        return cost instanceof Cost.Known(var usd) ? usd.plain() : "unknown";
    }
}
