package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley prices import` on a folder of its own, from a file.
class ImportCommandTest {
    private static final String TABLE = """
            {"acme/anvil": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 2e-06,
               "output_cost_per_token": 1.5e-05},
             "acme/hammer": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 1e-06,
               "output_cost_per_token": 5e-06}}""";
    private static final String PRICES = """
            provider: acme
            source: https://example.org/prices
            checked: 2026-11-01
            models:
              - id: anvil
                prices:
                  - usd_per_mtok: {input: 3, output: 15}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void fill() throws IOException {
        for (var shelf : new String[] {"personas", "scripts", "pricing"}) {
            Files.createDirectories(folder.resolve(shelf));
        }
        Files.writeString(folder.resolve("pricing/acme.yaml"), PRICES);
        Files.writeString(folder.resolve("table.json"), TABLE);
    }

    @Test
    void theDifferenceIsShownAndNothingTaken() {
        assertThat(run("litellm", "--from", table())).isZero();
        assertThat(text(out)).contains("1 new, 1 changed", "input: 3 → 2 (-33.3 %)", "acme/hammer");
        assertThat(folder.resolve("pricing/imported")).doesNotExist();
    }

    @Test
    void onlyWhatIsNamedIsTaken() throws IOException {
        assertThat(run("litellm", "--from", table(), "--take", "acme/hammer")).isZero();
        assertThat(text(out)).contains("written: pricing/imported/acme.yaml, 1 models");
        assertThat(Files.readString(folder.resolve("pricing/imported/acme.yaml")))
                .contains("hammer", "recorded_at")
                .doesNotContain("anvil");
        assertThat(run("litellm", "--from", table())).isZero();
        assertThat(text(out)).contains("0 new, 1 changed, 1 the same");
    }

    @Test
    void allOfItIsTaken() {
        assertThat(run("litellm", "--from", table(), "--take-all")).isZero();
        assertThat(run("litellm", "--from", table())).isZero();
        assertThat(text(out)).contains("0 new, 0 changed, 2 the same");
    }

    @Test
    void whatCannotBeUsedSaysWhy() {
        assertThat(run("price-list")).isEqualTo(2);
        assertThat(text(err)).contains("genai-prices or litellm", "Try 'parley prices import --help'");
        assertThat(run("litellm", "--from", folder.resolve("nothing.json").toString()))
                .isEqualTo(1);
        assertThat(text(err)).contains("cannot be read");
        assertThat(run("litellm", "--from", "http://127.0.0.1/table.json")).isEqualTo(1);
        assertThat(run("litellm", "--from", table(), "--take", "acme/saw")).isEqualTo(1);
        assertThat(text(err)).contains("nothing was taken", "acme/saw");
    }

    private String table() {
        return folder.resolve("table.json").toString();
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var all = new java.util.ArrayList<>(java.util.List.of("prices", "import"));
        all.addAll(java.util.List.of(words));
        var env = Map.of("PARLEY_LIBRARY", folder.toString());
        return Parley.commands(new CommandDesk(env::get, print(out), print(err)))
                .execute(all.toArray(String[]::new));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
