package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.SpeakerPolicy;
import dev.parley.library.Library.ReadScript;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenScriptsTest {
    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void addASecondPersona() {
        project = Project.whole(folder);
        project.write("personas/mara-lindqvist.yaml", Project.PERSONA.replace("Lindqvist", "L."));
    }

    @Test
    void everyFieldIsRead() {
        var script = read("""
                title: Cars
                kind: debate
                scenario: In {{city}}.
                opening: Welcome to {{ city }}.
                cast:
                  - {persona: mara, model: openai/gpt-6-luna}
                  - mara-lindqvist
                policy: {kind: model-selected, model: openai/gpt-6-sol}
                stop: {turns: 3, usd: 0.50, tokens: 60000, seconds: 300, phrase: "case closed"}
                reply: {max_tokens: 300, words: 90}
                variables: {city: Lisbon, year: 2030}
                seed: 7
                """);
        assertThat(script.id()).isEqualTo("inline");
        assertThat(script.filledScenario()).isEqualTo("In Lisbon.");
        assertThat(script.filledOpening()).isEqualTo("Welcome to Lisbon.");
        assertThat(script.cast().getFirst().model()).isEqualTo(ModelId.parse("openai/gpt-6-luna"));
        assertThat(script.cast().getLast().model()).isNull();
        assertThat(script.policy()).isEqualTo(new SpeakerPolicy.ModelSelected(ModelId.parse("openai/gpt-6-sol")));
        assertThat(script.stops().usd()).isEqualTo(Usd.of("0.5"));
        assertThat(script.stops().tokens()).isEqualTo(60_000);
        assertThat(script.stops().time()).isEqualTo(Duration.ofMinutes(5));
        assertThat(script.stops().phrase()).isEqualTo("case closed");
        assertThat(script.reply().maxTokens()).isEqualTo(300);
        assertThat(script.variables()).containsEntry("year", "2030");
        assertThat(script.seed()).isEqualTo(7);
    }

    @Test
    void whatIsOptionalHasItsDefault() {
        var script = read(Project.SCRIPT);
        assertThat(script.reply().maxTokens()).isEqualTo(400);
        assertThat(script.reply().words()).isEqualTo(120);
        assertThat(script.seed()).isEqualTo(1);
        assertThat(script.opening()).isNull();
        assertThat(script.stops().usd()).isNull();
    }

    @Test
    void turnsOutOfRangeAreReported() {
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "turns: 0"), 6, "stop.turns", "turns must be 1 to 1000, found 0");
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "turns: 1001"),
                6,
                "stop.turns",
                "turns must be 1 to 1000, found 1001");
    }

    @Test
    void aStopWithoutTurnsIsReported() {
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "usd: 1"),
                6,
                "stop.turns",
                "turns is missing; expected a whole number");
    }

    @Test
    void brokenNumbersAreReported() {
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "turns: 2.5"),
                6,
                "stop.turns",
                "turns must be a whole number, found the number 2.5");
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "turns: \"12\""),
                6,
                "stop.turns",
                "turns must be a whole number, found the text '12'");
        assertOnly(
                Project.SCRIPT.replace("turns: 12", "turns: 12, usd: 1e999999999"),
                6,
                "stop.usd",
                "usd must be a number, found the text '1e999999999'");
    }

    @Test
    void anUnknownPersonaIsReportedWithAGuess() {
        assertOnly(
                Project.SCRIPT.replace("[mara]", "\n  - mara-lindquist"),
                5,
                "cast[0]",
                "no persona 'mara-lindquist' in personas/; did you mean 'mara-lindqvist'?");
        assertOnly(
                Project.SCRIPT.replace("[mara]", "\n  - mara\n  - persona: nobody-at-all"),
                6,
                "cast[1].persona",
                "no persona 'nobody-at-all' in personas/");
    }

    @Test
    void aPersonaWhoseFileIsBrokenIsNamedAsSuch() {
        project.write("personas/mara.yaml", "name: Mara");
        assertThat(project.problems())
                .contains(new Problem(
                        "scripts/cars.yaml", 4, "cast[0]", "the file of persona 'mara' in personas/ is broken"));
        assertThat(project.read().scripts()).isEmpty();
    }

    @Test
    void aPersonaThatStandsTwiceIsReported() {
        assertOnly(
                Project.SCRIPT.replace("[mara]", "\n  - mara\n  - persona: mara"),
                6,
                "cast[1].persona",
                "'mara' stands twice in the cast, first in line 5");
    }

    @Test
    void twoSpeakersOfOneNameAreReported() {
        project.write("personas/mara-lindqvist.yaml", Project.PERSONA);
        assertOnly(
                Project.SCRIPT.replace("[mara]", "[mara, mara-lindqvist]"),
                4,
                "cast[1]",
                "'mara-lindqvist' and 'mara' are both named Mara Lindqvist; expected different names in one cast");
    }

    @Test
    void anEmptyOrCrowdedCastIsReported() {
        assertOnly(Project.SCRIPT.replace("[mara]", "[]"), 4, "cast", "cast must have 1 to 20 items, found 0");
    }

    @Test
    void anUndeclaredVariableIsReportedInItsOwnLine() {
        assertOnly(
                Project.SCRIPT.replace("scenario: A panel.", "scenario: |\n  A panel\n  in {{town}}.")
                        + "variables: {town_name: Faro}\n",
                5,
                "scenario",
                "{{town}} is not declared; expected 'town' under variables");
        assertOnly(
                Project.SCRIPT + "opening: In {{citty}}\nvariables: {city: Faro}\n",
                7,
                "opening",
                "{{citty}} is not declared; expected 'citty' under variables; did you mean 'city'?");
        assertOnly(
                Project.SCRIPT + "opening: In {{the city}}\n",
                7,
                "opening",
                "found {{the city}}; expected a name of letters, digits and _ that begins with a letter");
    }

    @Test
    void anUnknownKindOrPolicyIsReportedWithTheChoices() {
        assertOnly(
                Project.SCRIPT.replace("kind: panel", "kind: pannel"),
                2,
                "kind",
                "kind must be one of panel, debate, interview, negotiation, design-review, support-call, other, found"
                        + " the text 'pannel'; did you mean 'panel'?");
        assertOnly(
                Project.SCRIPT.replace("round-robin", "loudest"),
                5,
                "policy",
                "policy must be one of round-robin, random, addressed-next, found the text 'loudest'");
    }

    @Test
    void aChoosingModelIsNeededWhereAModelChooses() {
        assertThat(broken(Project.SCRIPT.replace("round-robin", "model-selected")))
                .contains(new Problem(
                        "inline",
                        5,
                        "policy",
                        "model-selected needs a model: expected {kind: model-selected, model: provider/name}"));
        assertOnly(
                Project.SCRIPT.replace("round-robin", "{kind: model-selected}"),
                5,
                "policy.model",
                "model is missing; expected a model written provider/name, as in openai/gpt-6-luna");
    }

    @Test
    void shapeAndMeaningAreReportedTogether() {
        assertThat(broken(Project.SCRIPT
                        .replace("turns: 12", "turns: 0")
                        .replace("[mara]", "[maraa]")
                        .replace("A panel.", "In {{x}}.")))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("stop.turns", "cast[0]", "scenario");
    }

    @Test
    void anInlineScriptThatIsTooLargeIsRefused() {
        assertThat(broken(Project.SCRIPT + "#" + "x".repeat(256 * 1024)))
                .containsExactly(new Problem("inline", 0, "", "the script is larger than 256 KB"));
    }

    private dev.parley.conversation.Script read(String yaml) {
        try (var library = started()) {
            return switch (library.readScript(yaml)) {
                case ReadScript.Read(var script) -> script;
                case ReadScript.Broken(var problems) -> throw new AssertionError(problems);
            };
        }
    }

    private List<Problem> broken(String yaml) {
        try (var library = started()) {
            return switch (library.readScript(yaml)) {
                case ReadScript.Read(var script) -> throw new AssertionError("read: " + script);
                case ReadScript.Broken(var problems) -> problems;
            };
        }
    }

    private DirectoryLibrary started() {
        var library = new DirectoryLibrary(folder, List.of());
        library.start();
        return library;
    }

    private void assertOnly(String yaml, int line, String field, String message) {
        assertThat(broken(yaml)).containsExactly(new Problem("inline", line, field, message));
    }
}
