package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.cli.Desk;
import dev.parley.ledger.LedgerDatabase;
import dev.parley.ledger.MadeEntry;
import dev.parley.library.DirectoryLibrary;
import dev.parley.library.Library;
import dev.parley.library.pricetable.PriceImports;
import dev.parley.tokens.TokenCounter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `parley cost …` on a real ledger, as somebody at a terminal or a script meets it.
class CostCommandsTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final UUID RUN = MadeEntry.RUNS.getFirst();
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SONNET = "anthropic/claude-sonnet-5";
    private static final String LUNA = "openai/gpt-6-luna";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @BeforeEach
    void fill() {
        DATABASE.empty();
        DATABASE.insert(List.of(
                MadeEntry.settled(RUN, "ada", SONNET, NOON, 1_000_000, 0, "2"),
                MadeEntry.settled(RUN, "ben", LUNA, NOON, 1_250, 300, "0.000275"),
                MadeEntry.settled(RUN, null, LUNA, NOON.minusSeconds(86_400), 10, 0, null)));
    }

    @Test
    void aDayIsTodayUnlessSaidAndGroupedByModel() {
        assertThat(run("day")).isZero();
        assertThat(text(out).lines())
                .containsExactly(
                        "Real money, 2026-11-24",
                        "model                      calls  tokens in  tokens out       USD  saved",
                        "anthropic/claude-sonnet-5      1  1,000,000           0  2.00       0.00",
                        "openai/gpt-6-luna              1      1,250         300  0.000275   0.00",
                        "──────────────────────────────────────────────────────────────────────────",
                        "together                       2  1,001,250         300  2.00       0.00");
    }

    @Test
    void aCostThatIsNotKnownStandsBesideTheSum() {
        assertThat(run("month", "2026-11", "--by", "day", "--exact")).isZero();
        assertThat(text(out))
                .contains("2026-11-23", "—", "+ 1 unknown, at most $1.00")
                .contains("2.000275");
    }

    @Test
    void aRunIsShownByPersonaAndItsSpeakerChoicesAsNobodys() {
        assertThat(run("run", RUN.toString())).isZero();
        assertThat(text(out)).contains("ada", "ben", "(none)");
    }

    @Test
    void jsonHoldsEveryDigitAndEveryKey() throws IOException {
        assertThat(run("total", "--by", "day,model", "--json")).isZero();
        var answer = new ObjectMapper().readTree(out.toByteArray());
        assertThat(answer.path("items")).hasSize(3);
        assertThat(answer.path("total").path("usd").asText()).isEqualTo("2.000275");
        assertThat(answer.path("total").path("unknownCalls").asInt()).isEqualTo(1);
        assertThat(answer.path("items").path(0).path("keys").path("day").asText())
                .isEqualTo("2026-11-23");
        assertThat(answer.path("mode").asText()).isEqualTo("live");
    }

    @Test
    void filtersNarrowWhatIsAddedUp() {
        assertThat(run("range", "2026-11-01", "2026-11-24", "--provider", "openai", "--persona", "ben", "--exact"))
                .isZero();
        assertThat(text(out)).contains("0.000275").doesNotContain("claude");
    }

    @Test
    void playMoneyIsAskedForByName() {
        assertThat(run("total", "--rehearsal")).isZero();
        assertThat(text(out)).contains("REHEARSAL, play money", "Nothing was spent.");
    }

    @Test
    void anExportIsEveryCallAndKeepsFilesThatAreThere() throws IOException {
        var file = folder.resolve("costs.jsonl");
        assertThat(run("export", "--format", "jsonl", "--from", "2026-11-24", "--out", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(run("export", "--out", file.toString())).isEqualTo(1);
        assertThat(text(err)).contains("exists already");
        assertThat(run("export", "--run", RUN.toString())).isZero();
        assertThat(text(out).lines()).hasSize(4).first().asString().startsWith("id,at,run,");
    }

    @Test
    void callsArePricedAgainOnAnotherModel() {
        assertThat(run("reprice", "--run", RUN.toString(), "--on-model", LUNA)).isZero();
        assertThat(text(out))
                .contains("Priced again by the library's prices, on openai/gpt-6-luna, with the same tokens")
                .contains("2.000275")
                .contains("1 unknown, would be known");
    }

    @Test
    void aRunCanBeNarrowedFurther() {
        assertThat(run("reprice", "--run", RUN.toString(), "--persona", "ben", "--on-model", SONNET))
                .isZero();
        assertThat(text(out)).contains("ben", "0.000275").doesNotContain("ada");
        assertThat(run("export", "--run", RUN.toString(), "--persona", "ben")).isZero();
        assertThat(text(out).lines())
                .as("the names of the columns, and one call")
                .hasSize(2);
    }

    @Test
    void callsArePricedAgainByAFile() throws IOException {
        var file = folder.resolve("negotiated.yaml");
        Files.writeString(file, """
                provider: anthropic
                source: https://example.org/contract
                checked: 2026-11-24
                models:
                  - id: claude-sonnet-5
                    prices:
                      - usd_per_mtok: {input: 1, output: 5}
                """);
        assertThat(run("reprice", "--model", SONNET, "--prices", file.toString(), "--json"))
                .isZero();
        assertThat(text(out)).contains("\"usdAfter\" : \"1\"", "\"difference\" : \"-1\"");
        assertThat(run("reprice", "--model", SONNET, "--prices", file.toString(), "--known-on", "2026-11-10", "--json"))
                .as("a given price is in force whatever was known")
                .isZero();
        assertThat(text(out)).contains("\"usdAfter\" : \"1\"");
        Files.writeString(file, "provider: anthropic\n");
        assertThat(run("reprice", "--prices", file.toString())).isEqualTo(1);
        assertThat(text(err)).contains("negotiated.yaml, line");
    }

    @Test
    void theCheckSaysWhenTheKeptSumsAreThoseOfTheEntries() {
        assertThat(run("check")).isZero();
        assertThat(text(out)).contains("are those of the entries");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            day yesterday                 | expected a day as in 2026-11-24
            month november                | expected a month as in 2026-11
            range 2026-11-02 2026-11-01   | before it begins
            total --by colour             | --by takes up to 3
            run nonsense                  | expected the id of a run
            export --format xml           | --format takes csv, json or jsonl
            export --from 2026-11-02 --to 2026-11-01 | lies before
            reprice --on-model luna       | provider/name
            total --wrong                 | --wrong
            """)
    void whatIsNotUnderstoodEndsWithTwoAndSaysWhy(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(text(err)).contains(message);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aRunThatIsNotThereEndsWithOne() {
        assertThat(run("run", "00000000-0000-0000-0000-00000000dead")).isEqualTo(1);
        assertThat(text(err)).contains("no call of a run");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var all = new java.util.ArrayList<>(List.of("cost"));
        all.addAll(List.of(words));
        var commands = Parley.commands(new TestDesk());
        commands.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        return commands.execute(all.toArray(String[]::new));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private final class TestDesk implements Desk {
        @Override
        public PrintStream out() {
            return new PrintStream(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public PrintStream err() {
            return new PrintStream(err, true, StandardCharsets.UTF_8);
        }

        @Override
        public Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }

        @Override
        public int withLedger(LedgerWork work) {
            return work.on(DATABASE.source());
        }

        @Override
        public PriceImports imports() {
            throw new AssertionError("no cost needs an import");
        }

        @Override
        public TokenCounter counter() {
            return new BpeTokenCounter();
        }

        @Override
        public Library library() {
            try (var library = new DirectoryLibrary(Path.of(""), List.of())) {
                library.start();
                return library;
            }
        }
    }
}
