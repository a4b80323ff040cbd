package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.cli.Desk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `parley estimate` on the shipped library, with a data folder in which nothing has run yet.
class EstimateCommandTest {
    private static final String SCRIPT = "scripts/" + firstScript();

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysWhatARunWouldCostAndWhatItRestsOn() {
        assertThat(parley("estimate", SCRIPT)).isZero();
        assertThat(printed(out))
                .contains("likely")
                .contains("nine in ten from")
                .contains("never above")
                .contains("Lengths from prior (0 runs), interval corrected by 0 runs.");
        assertThat(printed(err)).contains("going by the script alone");
    }

    @Test
    void printsTheSameAsTheApiForPrograms() throws Exception {
        assertThat(parley("estimate", SCRIPT, "--turns", "4", "--json")).isZero();
        var answer = JsonMapper.builder().build().readTree(printed(out));
        double low = answer.at("/usd/low").asDouble();
        assertThat(low).isPositive().isLessThan(answer.at("/usd/likely").asDouble());
        assertThat(answer.at("/usd/high").asDouble())
                .isLessThan(answer.at("/usd/max").asDouble());
        assertThat(answer.at("/byTurn")).hasSize(4);
        assertThat(answer.at("/models").size()).isGreaterThan(50);
        assertThat(answer.at("/savings").size()).isBetween(1, 3);
    }

    @Test
    void fewerWordsCostLess() throws Exception {
        double wordy = likely("--words", "200");
        double brief = likely("--words", "40");
        assertThat(brief).isPositive().isLessThan(wordy * 0.8);
    }

    @Test
    void overABudgetItSaysByHowMuchAndWhatWouldFit() throws Exception {
        double likely = likely();
        var budget = new java.math.BigDecimal(likely * 0.6).setScale(6, java.math.RoundingMode.HALF_EVEN);
        assertThat(parley("estimate", SCRIPT, "--budget", budget.toPlainString()))
                .isZero();
        assertThat(printed(out))
                .contains(
                        "Over budget by 0.",
                        "within the budget: ",
                        " turns ",
                        " words asked for at most",
                        "within the budget: everybody on ");
        out.reset();
        assertThat(parley("estimate", SCRIPT, "--budget", budget.toPlainString(), "--json"))
                .isZero();
        var fits = JsonMapper.builder().build().readTree(printed(out)).path("fits");
        assertThat(fits.size()).isBetween(2, 4);
        for (var fit : fits) {
            assertThat(fit.path("likely").asDouble()).isPositive().isLessThanOrEqualTo(budget.doubleValue());
            assertThat(fit.path("low").asDouble()).isLessThan(fit.path("high").asDouble());
        }
        out.reset();
        assertThat(parley("estimate", SCRIPT, "--budget", "900")).isZero();
        assertThat(printed(out))
                .contains("Likely within the budget of 900.")
                .contains("with ")
                .doesNotContain("within the budget: ");
    }

    @Test
    void whatIsOfferedCostsWhatTheChangedRunWouldBeEstimatedAt() throws Exception {
        var budget = new java.math.BigDecimal(likely() * 0.5).setScale(9, java.math.RoundingMode.HALF_EVEN);
        assertThat(parley("estimate", SCRIPT, "--budget", budget.toPlainString(), "--json"))
                .isZero();
        var answer = JsonMapper.builder().build().readTree(printed(out));
        assertThat(answer.path("overBudgetBy").asDouble()).isCloseTo(likely() / 2, offset(1e-8));
        for (var offers : java.util.List.of(answer.path("fits"), answer.path("savings"))) {
            for (var offer : offers) {
                double changed = switch (offer.path("change").asText()) {
                    case "turns" -> likely("--turns", offer.path("turns").asText());
                    case "words" -> likely("--words", offer.path("words").asText());
                    case "model" ->
                        likely(
                                "--models",
                                offer.path("persona").asText() + "="
                                        + offer.path("model").asText());
                    case "everybody" -> likely("--models", offer.path("model").asText());
                    default -> throw new AssertionError(offer);
                };
                assertThat(offer.path("likely").asDouble()).as(offer.toString()).isEqualTo(changed);
            }
        }
    }

    private double likely(String... options) throws Exception {
        var arguments = new java.util.ArrayList<>(java.util.List.of("estimate", SCRIPT, "--json"));
        arguments.addAll(java.util.List.of(options));
        out.reset();
        assertThat(parley(arguments.toArray(String[]::new))).isZero();
        var likely = JsonMapper.builder()
                .build()
                .readTree(printed(out))
                .at("/usd/likely")
                .asDouble();
        out.reset();
        return likely;
    }

    @Test
    void onWhichModelsCanBeSaid() {
        assertThat(parley("estimate", SCRIPT, "--models", "ollama/no-such-model"))
                .isZero();
        assertThat(printed(out)).contains("ollama/no-such-model");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        assertThat(parley("estimate", SCRIPT, "--turns", "0")).isEqualTo(2);
        assertThat(printed(err)).contains("--turns must be 1 to 1000, not 0");
        assertThat(parley("estimate", SCRIPT, "--words", "0")).isEqualTo(2);
        assertThat(printed(err)).contains("--words must be 1 to 32000, not 0");
        assertThat(parley("estimate", SCRIPT, "--budget", "-1")).isEqualTo(2);
        assertThat(printed(err)).contains("--budget must be an amount in USD such as 0.05");
        assertThat(parley("estimate", SCRIPT, "--budget", "1e999999999")).isEqualTo(2);
        assertThat(parley("estimate", "scripts/no-such.yaml")).isEqualTo(1);
        assertThat(printed(err)).contains("scripts/no-such.yaml could not be read");
        assertThat(parley("estimate", SCRIPT, "--models", "nobody=openai/gpt-6-luna"))
                .isEqualTo(1);
        assertThat(printed(err)).contains("models.nobody: not in the cast");
        var broken = Files.writeString(home.resolve("broken.yaml"), "title: Nothing else\n");
        assertThat(parley("estimate", broken.toString())).isEqualTo(1);
        assertThat(printed(err)).contains("broken.yaml, line ");
    }

    private int parley(String... arguments) {
        var desk = new CommandDesk(
                Map.of("PARLEY_HOME", home.toString())::get,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Parley.commands((Desk) desk).execute(arguments);
    }

    private static String printed(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static String firstScript() {
        var files = Path.of("scripts").toFile().list((_, name) -> name.endsWith(".yaml"));
        java.util.Arrays.sort(java.util.Objects.requireNonNull(files));
        return files[0];
    }
}
