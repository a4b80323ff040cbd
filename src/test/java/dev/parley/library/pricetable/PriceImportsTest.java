package dev.parley.library.pricetable;

import static dev.parley.library.pricetable.Samples.bytes;
import static dev.parley.library.pricetable.Samples.entry;
import static dev.parley.library.pricetable.Samples.genai;
import static dev.parley.library.pricetable.Samples.genaiModel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.library.DirectoryLibrary;
import dev.parley.library.ImportedFiles;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceSheet;
import dev.parley.tokens.TokenClass;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class PriceImportsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String BY_HAND = """
            # Kept by hand.
            provider: anthropic
            caching: explicit
            batch_factor: 0.5
            source: https://example.org/prices
            checked: 2026-11-01
            models:
              - id: claude-sonnet-4-5
                aliases: [claude-sonnet-4-5-20250929]
                prices:
                  - usd_per_mtok: {input: 3, output: 15, cache_read: 0.3, cache_write_5m: 3.75, cache_write_1h: 6}
              - id: claude-haiku-4-5
                prices:
                  - effective_from: 2026-03-13
                    usd_per_mtok: {input: 1, output: 5}
                    tiers:
                      - above_input_tokens: 199999
                        usd_per_mtok: {input: 2, output: 7.5}
            """;
    private static final String SAME = "{\"input_mtok\": 3.0, \"output_mtok\": 15, \"cache_read_mtok\": 0.3}";

    @TempDir
    Path root;

    private DirectoryLibrary library;
    private PriceImports imports;

    @BeforeEach
    void open() throws IOException {
        for (var folder : List.of("personas", "scripts", "pricing")) {
            Files.createDirectory(root.resolve(folder));
        }
        Files.writeString(root.resolve("pricing/anthropic.yaml"), BY_HAND);
        library = new DirectoryLibrary(root, List.of());
        library.start();
        imports = at(NOON);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private PriceImports at(Instant moment) {
        return new PriceImports(
                library, new ImportedFiles(root), NoNetwork.fetch(), Clock.fixed(moment, ZoneOffset.UTC));
    }

    private TableAnswer.Shown shown(TableKind kind, String json) {
        return (TableAnswer.Shown) imports.read(kind, bytes(json));
    }

    private PriceDiff anthropic(String... models) {
        return shown(TableKind.GENAI_PRICES, genai("anthropic", models)).diff();
    }

    private Taking.Taken take(TableAnswer.Shown shown) {
        return (Taking.Taken) imports.take(shown.digest(), new Taking.Choice.All());
    }

    private PriceSheet imported(String provider, String model) {
        var state = new ImportedFiles(root).state(provider);
        assertThat(state).isInstanceOf(ImportedFiles.State.Kept.class);
        return ((ImportedFiles.State.Kept) state)
                .file().sheets().stream()
                        .filter(sheet -> sheet.model().name().equals(model))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aTableThatIsSilentOnAClassChangesNothingThere() {
        var diff = anthropic(genaiModel("claude-sonnet-4-5", SAME));
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.same()).containsExactly(ModelId.parse("anthropic/claude-sonnet-4-5"));
        assertThat(diff.gone()).containsExactly(ModelId.parse("anthropic/claude-haiku-4-5"));
    }

    @Test
    void aChangeIsSaidByClassWithDifferenceAndPercent() {
        var diff = anthropic(genaiModel(
                "claude-sonnet-4-5",
                "{\"input_mtok\": 3, \"output_mtok\": 18, \"cache_read_mtok\": 0.225, \"cache_write_1h_mtok\": 6}"));
        var change = diff.changed().getFirst().changes().getFirst();
        assertThat(change.effectiveFrom()).isEqualTo("2026-11-24");
        assertThat(change.classes())
                .containsExactly(
                        new ClassChange(TokenClass.CACHE_READ, new BigDecimal("0.3"), new BigDecimal("0.225")),
                        new ClassChange(TokenClass.OUTPUT, new BigDecimal("15"), new BigDecimal("18")));
        assertThat(change.classes().getFirst().difference()).isEqualByComparingTo("-0.075");
        assertThat(change.classes().getFirst().percent()).isEqualByComparingTo("-25");
    }

    @Test
    void aClassThatTheTableLeavesOutIsUnknownOnceInputCostsAnother() {
        var diff = anthropic(genaiModel("claude-sonnet-4-5", "{\"input_mtok\": 4, \"output_mtok\": 15}"));
        assertThat(diff.changed().getFirst().changes().getFirst().taken().base().cacheWrite1hPerMtok())
                .isNull();
        assertThat(diff.changed().getFirst().changes().getFirst().classes())
                .contains(new ClassChange(TokenClass.CACHE_WRITE_1H, new BigDecimal("6"), null));
    }

    @Test
    void tiersThatBeginOneTokenApartAreTheSame() {
        var tier = "{\"input_mtok\": {\"base\": 1, \"tiers\": [{\"start\": 200000, \"price\": 2}]},"
                + " \"output_mtok\": {\"base\": 5, \"tiers\": [{\"start\": 200000, \"price\": 7.5}]}}";
        assertThat(anthropic(genaiModel("claude-haiku-4-5", tier)).changed()).isEmpty();
        var dearer = tier.replace("7.5", "9");
        assertThat(anthropic(genaiModel("claude-haiku-4-5", dearer))
                        .changed()
                        .getFirst()
                        .changes()
                        .getFirst()
                        .words())
                .containsExactly("above 199,999 input tokens: input 2, output 7.5 → input 2, output 9");
    }

    @Test
    void aTierThatIsGoneIsSaidInWords() {
        var diff = anthropic(genaiModel("claude-haiku-4-5", "{\"input_mtok\": 1, \"output_mtok\": 5}"));
        assertThat(diff.changed().getFirst().changes().getFirst().words())
                .containsExactly("above 199,999 input tokens: no longer, it was input 2, output 7.5");
    }

    @Test
    void aPriceToComeIsHeldAgainstOursOfThatDay() {
        var diff = anthropic(genaiModel(
                "claude-sonnet-4-5",
                "[{\"prices\": " + SAME + "}, {\"constraint\": {\"start_date\": \"2027-01-01\"}, \"prices\":"
                        + " {\"input_mtok\": 3, \"output_mtok\": 20, \"cache_read_mtok\": 0.3}}]"));
        var changes = diff.changed().getFirst().changes();
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().effectiveFrom()).isEqualTo("2027-01-01");
        assertThat(changes.getFirst().classes())
                .containsExactly(new ClassChange(TokenClass.OUTPUT, new BigDecimal("15"), new BigDecimal("20")));
    }

    @Test
    void aDayBeforeOursDoesNotReachBehindOurPrice() {
        var diff = anthropic(
                genaiModel(
                        "claude-haiku-4-5",
                        "[{\"constraint\": {\"start_date\": \"2025-10-01\"}, \"prices\": {\"input_mtok\": 9, \"output_mtok\": 9}}]"));
        assertThat(diff.changed().getFirst().changes().getFirst().effectiveFrom())
                .isEqualTo("2026-11-24");
    }

    @Test
    void anAliasMeansOurModelAndItsOwnEntryGoesFirst() {
        var dated = "claude-sonnet-4-5-20250929";
        var alone = anthropic(genaiModel(dated, SAME));
        assertThat(alone.added()).isEmpty();
        assertThat(alone.same()).containsExactly(ModelId.parse("anthropic/claude-sonnet-4-5"));
        var both = anthropic(genaiModel(dated, SAME.replace("15", "16")), genaiModel("claude-sonnet-4-5", SAME));
        assertThat(both.same()).hasSize(1);
        assertThat(both.changed()).isEmpty();
        assertThat(both.skipped()).extracting(Skipped::entry).containsExactly("anthropic/" + dated);
    }

    @Test
    void aTableThatCannotSayPartsOfTheDayLeavesThem() throws IOException {
        Files.writeString(root.resolve("pricing/deepseek.yaml"), """
                provider: deepseek
                source: https://example.org/prices
                checked: 2026-11-01
                models:
                  - id: deepseek-v4-pro
                    prices:
                      - usd_per_mtok: {input: 0.66, output: 1.98}
                        windows:
                          - utc: "01:00-04:00"
                            usd_per_mtok: {input: 1.32, output: 3.96}
                """);
        close();
        library = new DirectoryLibrary(root, List.of());
        library.start();
        imports = at(NOON);
        var fields = "\"input_cost_per_token\": 6.6e-07, \"output_cost_per_token\": 1.98e-06";
        var json = "{" + entry("deepseek/deepseek-v4-pro", "deepseek", fields) + "}";
        assertThat(shown(TableKind.LITELLM, json).diff().same()).hasSize(1);
        var cheaper = json.replace("6.6e-07", "4.35e-07");
        assertThat(shown(TableKind.LITELLM, cheaper)
                        .diff()
                        .changed()
                        .getFirst()
                        .changes()
                        .getFirst()
                        .words())
                .containsExactly("01:00-04:00 UTC: no longer, it was input 1.32, output 3.96");
    }

    @Test
    void whatIsTakenStandsInAFileOfItsOwnAndTheOtherStaysAsItIs() throws IOException {
        var shown = shown(
                TableKind.GENAI_PRICES,
                genai(
                        "anthropic",
                        genaiModel("claude-sonnet-4-5", SAME.replace("15", "18")),
                        genaiModel("claude-sonnet-5", "{\"input_mtok\": 2, \"output_mtok\": 10}")));
        var taken = take(shown);
        assertThat(taken.problems()).isEmpty();
        assertThat(taken.files())
                .containsExactly(new Taking.WrittenFile(
                        "pricing/imported/anthropic.yaml",
                        List.of(
                                ModelId.parse("anthropic/claude-sonnet-4-5"),
                                ModelId.parse("anthropic/claude-sonnet-5"))));
        var changed = imported("anthropic", "claude-sonnet-4-5");
        assertThat(changed.cachesByItself()).isFalse();
        assertThat(changed.batchFactor()).isEqualByComparingTo("0.5");
        var period = changed.periods().getFirst();
        assertThat(period.effectiveFrom()).isEqualTo("2026-11-24");
        assertThat(period.recordedAt()).isEqualTo("2026-11-24");
        assertThat(period.source()).startsWith("genai-prices https://").contains("from a file, sha256 ");
        assertThat(period.base().cacheWrite1hPerMtok()).isEqualByComparingTo("6");
        assertThat(imported("anthropic", "claude-sonnet-5").periods().getFirst().effectiveFrom())
                .isNull();
        assertThat(Files.readString(root.resolve("pricing/anthropic.yaml"))).isEqualTo(BY_HAND);
    }

    @Test
    void takingTwiceChangesNothing() throws IOException {
        var shown = shown(
                TableKind.GENAI_PRICES, genai("anthropic", genaiModel("claude-sonnet-4-5", SAME.replace("15", "18"))));
        take(shown);
        var file = root.resolve("pricing/imported/anthropic.yaml");
        var text = Files.readString(file);
        assertThat(take(shown).files()).isEmpty();
        imports = at(NOON.plus(Duration.ofDays(3)));
        var later = shown(
                TableKind.GENAI_PRICES, genai("anthropic", genaiModel("claude-sonnet-4-5", SAME.replace("15", "18"))));
        assertThat(later.diff().changed()).as("what was taken is in force").isEmpty();
        assertThat(take(later).files()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void aLaterChangeIsAddedAndTheEarlierOneStays() {
        var first = genai("anthropic", genaiModel("claude-sonnet-4-5", SAME.replace("15", "18")));
        take(shown(TableKind.GENAI_PRICES, first));
        imports = at(NOON.plus(Duration.ofDays(3)));
        take(shown(TableKind.GENAI_PRICES, first.replace("18", "20")));
        assertThat(imported("anthropic", "claude-sonnet-4-5").periods())
                .extracting(
                        period -> period.effectiveFrom() + " " + period.base().outputPerMtok())
                .containsExactly("2026-11-24 18", "2026-11-27 20");
    }

    @Test
    void whatWasTakenEarlierOnTheSameDayGivesWay() {
        var first = genai("anthropic", genaiModel("claude-sonnet-4-5", SAME.replace("15", "18")));
        take(shown(TableKind.GENAI_PRICES, first));
        take(shown(TableKind.GENAI_PRICES, first.replace("18", "20")));
        assertThat(imported("anthropic", "claude-sonnet-4-5").periods())
                .extracting(
                        period -> period.effectiveFrom() + " " + period.base().outputPerMtok())
                .containsExactly("2026-11-24 20");
    }

    @Test
    void onlyTheChosenModelsAreTaken() {
        var cheap = "{\"input_mtok\": 1, \"output_mtok\": 2}";
        var shown = shown(TableKind.GENAI_PRICES, genai("acme", genaiModel("anvil", cheap), genaiModel("bolt", cheap)));
        var only = new Taking.Choice.Only(Set.of(ModelId.parse("acme/bolt")));
        imports.take(shown.digest(), only);
        var state = (ImportedFiles.State.Kept) new ImportedFiles(root).state("acme");
        assertThat(state.file().models()).extracting(model -> model.id().name()).containsExactly("bolt");
        var strange = new Taking.Choice.Only(Set.of(ModelId.parse("acme/anvil"), ModelId.parse("acme/nail")));
        assertThat(imports.take(shown.digest(), strange))
                .isEqualTo(new Taking.NotInDiff(List.of(ModelId.parse("acme/nail"))));
    }

    @Test
    void textsOfTheTableAreQuotedInTheFile() {
        var json = """
                [{"id": "acme", "models": [
                  {"id": "007", "name": "a \\"b\\" \\\\ <c>: #d", "match": {"equals": "1e5"}, "context_window": 1000,
                   "prices": {"input_mtok": 0.0000125, "output_mtok": 100}},
                  {"id": "true", "name": "two\\nlines", "match": {"or": [{"equals": "null"}]},
                   "prices": [{"prices": {"input_mtok": 1, "output_mtok": 2}},
                    {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
                     "prices": {"input_mtok": 2, "output_mtok": 4}}]}]}]
                """;
        assertThat(take(shown(TableKind.GENAI_PRICES, json)).problems()).isEmpty();
        var state = (ImportedFiles.State.Kept) new ImportedFiles(root).state("acme");
        var model = state.file().models().getFirst();
        assertThat(model.displayName()).isEqualTo("a \"b\" \\ <c>: #d");
        assertThat(model.aliases()).containsExactly("1e5");
        assertThat(state.file().models().getLast().displayName()).isEqualTo("true");
        assertThat(imported("acme", "007").periods().getFirst().base().inputPerMtok())
                .isEqualTo(new BigDecimal("0.0000125"));
        assertThat(imported("acme", "true").periods().getFirst().windows()).hasSize(1);
    }

    @Test
    void aPriceOfOursThatChangedMeanwhileIsNotTakenOver() throws IOException {
        var shown = shown(
                TableKind.GENAI_PRICES, genai("anthropic", genaiModel("claude-sonnet-4-5", SAME.replace("15", "18"))));
        Files.writeString(root.resolve("pricing/anthropic.yaml"), BY_HAND.replace("output: 15", "output: 16"));
        library.close();
        library.start();
        assertThat(take(shown).overtaken()).containsExactly(ModelId.parse("anthropic/claude-sonnet-4-5"));
        assertThat(root.resolve("pricing/imported")).doesNotExist();
    }

    @Test
    void aBrokenImportedFileIsLeftAloneAndNamed() throws IOException {
        Files.createDirectories(root.resolve("pricing/imported"));
        Files.writeString(root.resolve("pricing/imported/acme.yaml"), "provider: acme\n");
        var cheap = "{\"input_mtok\": 1, \"output_mtok\": 2}";
        var taken = take(shown(TableKind.GENAI_PRICES, genai("acme", genaiModel("anvil", cheap))));
        assertThat(taken.files()).isEmpty();
        assertThat(taken.problems())
                .first()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("pricing/imported/acme.yaml"));
        assertThat(Files.readString(root.resolve("pricing/imported/acme.yaml"))).isEqualTo("provider: acme\n");
    }

    @Test
    void aDiffIsForgottenAfterAnHourAndWhenMoreCome() {
        var kept = new KeptDiffs();
        var shown = shown(TableKind.GENAI_PRICES, genai("acme", genaiModel("anvil", SAME)));
        kept.keep(shown, NOON);
        assertThat(kept.find(shown.digest(), NOON.plus(KeptDiffs.KEPT).minusNanos(1)))
                .contains(shown);
        assertThat(kept.find(shown.digest(), NOON.plus(KeptDiffs.KEPT))).isEmpty();
        kept.keep(shown, NOON);
        for (int i = 0; i < KeptDiffs.MOST; i++) {
            kept.keep(new TableAnswer.Shown("digest " + i, shown.table(), shown.diff()), NOON);
        }
        assertThat(kept.find(shown.digest(), NOON)).isEmpty();
        assertThat(imports.take("nothing", new Taking.Choice.All())).isEqualTo(new Taking.Forgotten());
    }

    @Test
    void whatTheNetworkDoesNotGiveIsSaid() {
        assertThat(imports.fetch(TableKind.LITELLM))
                .isInstanceOfSatisfying(
                        TableAnswer.Unusable.class,
                        unusable ->
                                assertThat(unusable.words()).contains("cannot be reached", "give the file instead"));
    }

    @Test
    void aBatchFactorThatIsAnotherIsNotedByProvider() {
        var fields = "\"input_cost_per_token\": 3e-06, \"output_cost_per_token\": 1.5e-05,"
                + " \"input_cost_per_token_batches\": 7.5e-07, \"output_cost_per_token_batches\": 3.75e-06";
        var json = "{" + entry("claude-sonnet-4-5", "anthropic", fields) + "}";
        assertThat(shown(TableKind.LITELLM, json).diff().notes())
                .containsExactly("anthropic: batches of 1 model cost 0.25 of the price in the table; in"
                        + " pricing/anthropic.yaml they cost 0.5");
    }

    @Test
    void theDayOfTheTableIsKept() {
        var json =
                "[{\"id\": \"acme\", \"models\": [{\"id\": \"anvil\", \"match\": {}, \"prices_checked\": \"2026-11-20\","
                        + " \"prices\": " + SAME + "}]}]";
        take(shown(TableKind.GENAI_PRICES, json));
        assertThat(imported("acme", "anvil").periods().getFirst().source()).endsWith(", prices checked 2026-11-20");
        assertThat(imported("acme", "anvil").periods().getFirst().recordedAt())
                .isEqualTo(LocalDate.parse("2026-11-24"));
    }
}
