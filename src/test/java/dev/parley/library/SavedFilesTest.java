package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.library.Library.Saving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedFilesTest {
    private static final String RETIRED = Project.PERSONA.replace("urban planner", "retired planner");

    @TempDir
    Path outer;

    private Path folder;
    private DirectoryLibrary library;

    @BeforeEach
    void start() {
        folder = outer.resolve("project");
        Project.whole(folder);
        library = new DirectoryLibrary(folder, List.of());
        library.start();
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void aSavedTextIsInTheFileAndInTheContentsWhenSaveReturns() throws IOException {
        assertThat(save("mara", RETIRED, Sha256.of(Project.PERSONA))).isEqualTo(new Saving.Saved());
        assertThat(Files.readString(folder.resolve("personas/mara.yaml"))).isEqualTo(RETIRED);
        assertThat(library.contents().personas().values())
                .extracting(dev.parley.conversation.Persona::role)
                .containsExactly("retired planner");
    }

    @Test
    void aNewFileNeedsNoExpectationAndNeverReplacesOne() {
        assertThat(save("tomas", Project.PERSONA, null)).isEqualTo(new Saving.Saved());
        assertThat(library.contents().personas()).containsOnlyKeys("mara", "tomas");
        assertThat(save("mara", RETIRED, null)).isEqualTo(new Saving.Changed());
        assertThat(library.source(Shelf.PERSONAS, "mara")).contains(Project.PERSONA);
    }

    @Test
    void aScriptMayNameAPersonaThatWasSavedJustBefore() {
        var script = Project.SCRIPT.replace("[mara]", "[mara, tomas]");
        assertThat(library.check(Shelf.SCRIPTS, "pair", script))
                .extracting(Problem::line, Problem::field)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(4, "cast[1]"));
        save("tomas", Project.PERSONA.replace("Mara", "Tomás"), null);
        assertThat(library.save(Shelf.SCRIPTS, "pair", script, null)).isEqualTo(new Saving.Saved());
        assertThat(library.contents().scripts()).containsKey("pair");
    }

    @Test
    void aBrokenTextIsRefusedWithLineAndFieldAndTheFileStays() {
        var broken = Project.PERSONA.replace("voice: Calm.", "voice: []");
        assertThat(save("mara", broken, Sha256.of(Project.PERSONA)))
                .isInstanceOfSatisfying(
                        Saving.Broken.class,
                        saving -> assertThat(saving.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.file()).isEqualTo("personas/mara.yaml");
                            assertThat(problem.line()).isEqualTo(4);
                            assertThat(problem.field()).isEqualTo("voice");
                        }));
        assertThat(library.source(Shelf.PERSONAS, "mara")).contains(Project.PERSONA);
        assertThat(library.check(Shelf.PERSONAS, "mara", RETIRED)).isEmpty();
    }

    @Test
    void aFileThatChangedOrWentMeanwhileIsLeftAlone() throws IOException {
        var other = Project.PERSONA.replace("Calm.", "Loud.");
        Files.writeString(folder.resolve("personas/mara.yaml"), other);
        assertThat(save("mara", RETIRED, Sha256.of(Project.PERSONA))).isEqualTo(new Saving.Changed());
        assertThat(library.source(Shelf.PERSONAS, "mara")).contains(other);
        Files.delete(folder.resolve("personas/mara.yaml"));
        assertThat(save("mara", RETIRED, Sha256.of(other))).isEqualTo(new Saving.Changed());
        assertThat(folder.resolve("personas/mara.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../outside",
                "../../outside",
                "a/b",
                "a\\b",
                "/tmp/outside",
                "Mara",
                "mara.yaml",
                "mara\u0000",
                "mara\n",
                "-mara",
                "inline",
                "%2e%2e"
            })
    void whatIsNoIdIsNeverAPath(String id) throws IOException {
        var before = files();
        assertThat(save(id, Project.PERSONA, null)).isInstanceOf(Saving.Broken.class);
        assertThat(library.check(Shelf.PERSONAS, id, Project.PERSONA)).hasSize(1);
        assertThat(library.source(Shelf.PERSONAS, id)).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anIdMayBeLongButNotLonger() {
        assertThat(save("a".repeat(100), Project.PERSONA, null)).isEqualTo(new Saving.Saved());
        assertThat(save("a".repeat(101), Project.PERSONA, null)).isInstanceOf(Saving.Broken.class);
    }

    @Test
    void noLinkIsFollowedOutOfTheFolder() throws IOException {
        var secret = Files.writeString(outer.resolve("secret.yaml"), Project.PERSONA);
        Files.createSymbolicLink(folder.resolve("personas/linked.yaml"), secret);
        Files.createSymbolicLink(folder.resolve("personas/dangling.yaml"), outer.resolve("made.yaml"));
        assertThat(save("linked", RETIRED, Sha256.of(Project.PERSONA))).isInstanceOf(Saving.Broken.class);
        assertThat(save("dangling", RETIRED, null)).isInstanceOf(Saving.Broken.class);
        assertThat(secret).content().isEqualTo(Project.PERSONA);
        assertThat(outer.resolve("made.yaml")).doesNotExist();
    }

    @Test
    void aTextTooLargeOrOfHalfCharactersIsRefused() {
        var comment = "# " + "x".repeat(1000) + "\n";
        assertThat(save("long", Project.PERSONA + comment.repeat(250), null)).isEqualTo(new Saving.Saved());
        assertThat(save("longer", Project.PERSONA + comment.repeat(270), null))
                .isInstanceOfSatisfying(
                        Saving.Broken.class,
                        saving -> assertThat(saving.problems().getFirst().message())
                                .isEqualTo("the file is larger than 256 KB"));
        assertThat(save("half", Project.PERSONA.replace("Calm", "\ud83d"), null))
                .isInstanceOf(Saving.Broken.class);
    }

    @Test
    void pricesAreNotSaved() {
        assertThat(library.save(Shelf.PRICES, "acme", Project.PRICES, Sha256.of(Project.PRICES)))
                .isInstanceOf(Saving.Broken.class);
    }

    @Test
    void theOldTextIsReplacedInOneStepAndNothingIsLeftBeside() throws IOException {
        var path = folder.resolve("personas/mara.yaml");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        try (var openBefore = Files.newInputStream(path)) {
            save("mara", RETIRED, Sha256.of(Project.PERSONA));
            // Whoever was reading goes on with the old file: it was replaced, not written over.
            assertThat(new String(openBefore.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(Project.PERSONA);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
        try (var children = Files.list(folder.resolve("personas"))) {
            assertThat(children).containsExactly(path);
        }
    }

    @Test
    void linesOfABrowserBecomeLinesOfAFile() {
        save("mara", RETIRED.replace("\n", "\r\n"), Sha256.of(Project.PERSONA));
        assertThat(library.source(Shelf.PERSONAS, "mara")).contains(RETIRED);
    }

    @Test
    void theOtherEndingIsKept() throws IOException {
        Files.writeString(folder.resolve("personas/nell.yml"), Project.PERSONA);
        assertThat(save("nell", RETIRED, Sha256.of(Project.PERSONA))).isEqualTo(new Saving.Saved());
        assertThat(folder.resolve("personas/nell.yml")).content().isEqualTo(RETIRED);
        assertThat(folder.resolve("personas/nell.yaml")).doesNotExist();
    }

    private Saving save(String id, String yaml, @org.jspecify.annotations.Nullable String expectedSha256) {
        return library.save(Shelf.PERSONAS, id, yaml, expectedSha256);
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(outer)) {
            return all.sorted().toList();
        }
    }
}
