package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenFilesTest {
    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void beginWhole() {
        project = Project.whole(folder);
    }

    @Test
    void aWholeProjectHasNoProblems() {
        var contents = project.read();
        assertThat(contents.problems()).isEmpty();
        assertThat(contents.personas()).containsOnlyKeys("mara");
        assertThat(contents.scripts()).containsOnlyKeys("cars");
    }

    @Test
    void aBrokenPersonaLeavesTheOthersWhole() {
        project.write("personas/tomas.yaml", "name: Tomás");
        var contents = project.read();
        assertThat(contents.personas()).containsOnlyKeys("mara");
        assertThat(contents.scripts()).containsOnlyKeys("cars");
        assertThat(contents.problems())
                .extracting(Problem::file)
                .containsOnly("personas/tomas.yaml")
                .hasSize(5);
    }

    @Test
    void aMissingFieldIsNamedWithWhatWasExpected() {
        persona(Project.PERSONA.replace("voice: Calm.\n", ""));
        assertOnly("personas/mara.yaml", 1, "voice", "voice is missing; expected text");
    }

    @Test
    void anUnknownFieldIsNamedWithAGuess() {
        persona(Project.PERSONA + "temprature: 0.3\n");
        assertOnly("personas/mara.yaml", 7, "temprature", "unknown field 'temprature'; did you mean 'temperature'?");
    }

    @Test
    void extraIsAcceptedAndIgnored() {
        persona(Project.PERSONA + "extra: {colour: green, cards: [1, {deep: true}]}\n");
        assertThat(personaProblems()).isEmpty();
    }

    @Test
    void fallbacksAreReadInTheirOrder() {
        persona(Project.PERSONA + "fallbacks: [google/gemini-3.8-flash, mistral/mistral-medium-3-5]\n");
        assertThat(personaProblems()).isEmpty();
        assertThat(java.util.Objects.requireNonNull(project.read().personas().get("mara"))
                        .fallbacks())
                .extracting(ModelId::toString)
                .containsExactly("google/gemini-3.8-flash", "mistral/mistral-medium-3-5");
    }

    @Test
    void aFallbackThatIsTheModelItselfIsReported() {
        persona(Project.PERSONA.replaceFirst("model: .*", "model: acme/anvil") + "fallbacks:\n  - acme/anvil\n");
        assertOnly("personas/mara.yaml", 8, "fallbacks[0]", "'acme/anvil' stands already in model");
    }

    @Test
    void aFallbackThatStandsTwiceIsReportedAtItsSecondPlace() {
        persona(Project.PERSONA + "fallbacks:\n  - acme/one\n  - acme/two\n  - acme/one\n");
        assertOnly("personas/mara.yaml", 10, "fallbacks[2]", "'acme/one' stands already in fallbacks[0]");
    }

    @Test
    void aDuplicateKeyIsReportedAtItsSecondPlace() {
        persona(Project.PERSONA + "role: somebody else\n");
        assertOnly("personas/mara.yaml", 7, "role", "'role' stands twice here, first in line 2");
    }

    @Test
    void aNumberWhereTextBelongsIsReported() {
        persona(Project.PERSONA.replace("Mara Lindqvist", "47"));
        assertOnly("personas/mara.yaml", 1, "name", "name must be text, found the number 47; put it in quotes");
    }

    @Test
    void aTextWhereAListBelongsIsReported() {
        persona(Project.PERSONA.replace("[a trial]", "a trial"));
        assertOnly("personas/mara.yaml", 5, "goals", "goals must be a list, found the text 'a trial'");
    }

    @Test
    void aFieldWithoutAValueIsReported() {
        persona(Project.PERSONA.replace(" Calm.", ""));
        assertOnly("personas/mara.yaml", 4, "voice", "voice must be text, found nothing");
    }

    @Test
    void anItemOfAListIsReportedByItsPlace() {
        persona(Project.PERSONA.replace("[a trial]", "\n  - a trial\n  - [nested]"));
        assertOnly("personas/mara.yaml", 7, "goals[1]", "goals[1] must be text, found a list");
    }

    @Test
    void aModelWithoutProviderIsReported() {
        persona(Project.PERSONA.replace("anthropic/claude-sonnet-5", "claude-sonnet-5"));
        assertOnly(
                "personas/mara.yaml",
                6,
                "model",
                "model must be a model written provider/name, as in openai/gpt-6-luna, found the text"
                        + " 'claude-sonnet-5'");
    }

    @Test
    void anUnknownModelIsNoProblem() {
        persona(Project.PERSONA.replace("claude-sonnet-5", "claude-sonnet-99"));
        assertThat(personaProblems()).isEmpty();
    }

    @Test
    void aTemperatureOutOfRangeIsReported() {
        persona(Project.PERSONA + "temperature: 2.1\n");
        assertOnly("personas/mara.yaml", 7, "temperature", "temperature must be 0 to 2, found 2.1");
    }

    @Test
    void aTextThatIsTooLongIsReported() {
        persona(Project.PERSONA.replace("Calm.", "a".repeat(20_001)));
        assertOnly("personas/mara.yaml", 4, "voice", "voice must be at most 20000 characters, found 20001");
    }

    @Test
    void severalProblemsOfOneFileAreAllReported() {
        persona(Project.PERSONA.replace("urban planner", "12").replace("[a trial]", "[]") + "hobby: chess\n");
        assertThat(personaProblems())
                .extracting(Problem::line, Problem::field)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(2, "role"),
                        org.assertj.core.groups.Tuple.tuple(5, "goals"),
                        org.assertj.core.groups.Tuple.tuple(7, "hobby"));
    }

    @Test
    void aTabIsNamedAsSuch() {
        persona(Project.PERSONA.replace("[a trial]", "\n\t- a trial"));
        assertOnly("personas/mara.yaml", 6, "", "the line begins with a tab; expected spaces");
    }

    @Test
    void badSyntaxIsReportedWithItsLine() {
        persona(Project.PERSONA.replace("[a trial]", "[a trial"));
        var problem = only();
        assertThat(problem.line()).isBetween(5, 7);
        assertThat(problem.message()).startsWith("not readable as YAML");
    }

    @Test
    void anotherEncodingIsReportedWithItsLine() {
        project.write(
                "personas/mara.yaml",
                Project.PERSONA.replace("urban", "\u00fcrban").getBytes(StandardCharsets.ISO_8859_1));
        assertOnly(
                "personas/mara.yaml", 2, "", "a character that is not UTF-8; expected the file to be saved in UTF-8");
    }

    @Test
    void aControlCharacterIsReportedWithItsLine() {
        persona(Project.PERSONA.replace("planner", "plan\u0001ner"));
        assertOnly("personas/mara.yaml", 2, "", "a character that may not stand in YAML: U+0001");
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        persona("\uFEFF" + Project.PERSONA);
        assertThat(personaProblems()).isEmpty();
    }

    @Test
    void anEmptyFileIsReported() {
        persona("# nothing but a remark\n");
        assertOnly("personas/mara.yaml", 0, "", "the file is empty");
    }

    @Test
    void aFileThatIsNoMappingIsReported() {
        persona("- Mara\n");
        assertOnly("personas/mara.yaml", 1, "", "found a list; expected fields, each written `name: value`");
    }

    @Test
    void aSecondDocumentIsReported() {
        persona(Project.PERSONA + "---\nname: Another\n");
        assertOnly("personas/mara.yaml", 7, "", "a second document begins here; expected one document in a file");
    }

    @Test
    void anAliasIsRefusedInsteadOfExpanded() {
        persona(Project.PERSONA + "extra: {a: &a [x, x], b: &b [*a, *a], c: [*b, *b]}\n");
        assertThat(personaProblems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem)
                        .returns(7, Problem::line)
                        .returns(
                                "anchors and aliases (&name, *name) are not read; write the value out",
                                Problem::message));
    }

    @Test
    void aTagIsRefused() {
        persona(Project.PERSONA.replace("Calm.", "!!javax.script.ScriptEngineManager [x]"));
        assertThat(personaProblems().getFirst())
                .returns(4, Problem::line)
                .returns("voice", Problem::field)
                .extracting(Problem::message)
                .asString()
                .startsWith("tags (!name) are not read");
    }

    @Test
    void deepNestingIsRefused() {
        persona(Project.PERSONA + "extra: {a: " + "[".repeat(5_000) + "]".repeat(5_000) + "}\n");
        assertOnly("personas/mara.yaml", 7, "", "nested more than 20 levels deep");
    }

    @Test
    void aFileThatIsTooLargeIsReported() {
        persona(Project.PERSONA + "#" + "x".repeat(256 * 1024));
        assertOnly("personas/mara.yaml", 0, "", "the file is larger than 256 KB");
    }

    @Test
    void aFileNameThatIsNoIdIsReported() {
        project.write("personas/Big Bird.yaml", Project.PERSONA);
        assertOnly(
                "personas/Big Bird.yaml",
                0,
                "",
                "the file's name makes the id 'Big Bird'; expected an id of small letters, digits and hyphens, as in"
                        + " mara-lindqvist, at most 100 characters, and not inline");
    }

    @Test
    void twoFilesOfOneIdAreReported() {
        project.write("personas/mara.yml", Project.PERSONA);
        assertOnly("personas/mara.yml", 0, "", "'mara' is there twice, ending .yaml and .yml; expected one file");
    }

    @Test
    void hiddenFilesAndEditorCopiesAreNotRead() {
        project.write("personas/.mara.yaml.swp", "?");
        project.write("personas/.hidden.yaml", "?");
        project.write("personas/mara.yaml~", "?");
        project.write("personas/README.md", "?");
        assertThat(project.problems()).isEmpty();
    }

    @Test
    void moreThanTwoThousandFilesAreReported() {
        for (int i = 0; i < 2_000; i++) {
            project.write("personas/p" + i + ".yaml", "");
        }
        assertThat(project.problems())
                .contains(new Problem("personas", 0, "", "more than 2000 files; only the first by name are read"));
    }

    @Test
    void aMissingFolderIsReported() {
        project.delete("pricing/acme.yaml");
        project.delete("pricing");
        assertOnly("pricing", 0, "", "the folder pricing/ is missing");
    }

    private void persona(String text) {
        project.write("personas/mara.yaml", text);
    }

    private List<Problem> personaProblems() {
        return project.problems().stream()
                .filter(problem -> !problem.file().startsWith("scripts/"))
                .toList();
    }

    private Problem only() {
        assertThat(personaProblems()).hasSize(1);
        return personaProblems().getFirst();
    }

    private void assertOnly(String file, int line, String field, String message) {
        assertThat(personaProblems()).containsExactly(new Problem(file, line, field, message));
    }
}
