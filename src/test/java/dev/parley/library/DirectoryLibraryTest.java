package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryLibraryTest {
    private static final long MOST_SECONDS = 20;
    private static final ModelId ANVIL = ModelId.parse("acme/anvil");

    @TempDir
    Path folder;

    private final BlockingQueue<Contents> readings = new LinkedBlockingQueue<>();
    private final List<DirectoryLibrary> started = new ArrayList<>();

    /// The two ways in which a change is found.
    enum Way {
        LISTENING,
        LOOKING;

        FolderWatch.Rhythm rhythm() {
            var look = this == LISTENING ? Duration.ofMinutes(10) : Duration.ofMillis(50);
            return new FolderWatch.Rhythm(this == LISTENING, Duration.ofMillis(20), Duration.ofSeconds(1), look);
        }
    }

    @AfterEach
    void close() {
        started.forEach(DirectoryLibrary::close);
    }

    @Test
    void everythingIsReadWhenStartReturns() {
        Project.whole(folder);
        var library = start(Way.LISTENING);
        assertThat(library.contents().scripts()).containsOnlyKeys("cars");
        assertThat(readings.poll()).isSameAs(library.contents());
    }

    @ParameterizedTest
    @EnumSource
    void anEditedFileIsReadAgain(Way way) throws InterruptedException {
        var project = Project.whole(folder);
        start(way);
        project.write("personas/mara.yaml", Project.PERSONA.replace("urban planner", "retired urban planner"));
        var contents = await(now -> now.personas().values().stream()
                .anyMatch(persona -> persona.role().equals("retired urban planner")));
        assertThat(contents.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAddedFileIsReadAndADeletedOneForgotten(Way way) throws InterruptedException {
        var project = Project.whole(folder);
        start(way);
        project.write("personas/tomas.yaml", Project.PERSONA.replace("Mara", "Tomás"));
        await(now -> now.personas().containsKey("tomas"));
        project.delete("personas/tomas.yaml");
        await(now -> !now.personas().containsKey("tomas"));
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatBreaksIsReportedUntilItIsMended(Way way) throws InterruptedException {
        var project = Project.whole(folder);
        start(way);
        project.write("scripts/cars.yaml", Project.SCRIPT.replace("turns: 12", "turns: 0"));
        var broken = await(now -> !now.problems().isEmpty());
        assertThat(broken.scripts()).isEmpty();
        assertThat(broken.problems())
                .containsExactly(new Problem("scripts/cars.yaml", 6, "stop.turns", "turns must be 1 to 1000, found 0"));
        project.write("scripts/cars.yaml", Project.SCRIPT);
        var mended = await(now -> now.problems().isEmpty());
        assertThat(mended.scripts()).containsOnlyKeys("cars");
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatAppearsLaterIsWatchedToo(Way way) throws InterruptedException {
        var library = start(way);
        assertThat(library.contents().problems()).hasSize(3);
        var project = Project.whole(folder);
        await(now -> now.problems().isEmpty() && now.scripts().containsKey("cars"));
        project.write("scripts/more.yaml", Project.SCRIPT);
        await(now -> now.scripts().containsKey("more"));
    }

    @Test
    void aPriceFileThatBreaksLeavesItsLastGoodPricesInForce() throws InterruptedException {
        var project = Project.whole(folder);
        start(Way.LISTENING);
        project.write("pricing/acme.yaml", Project.PRICES.replace("output: 15", "output: dear"));
        var broken = await(now -> !now.problems().isEmpty());
        assertThat(broken.prices().sheet(ANVIL)).isPresent();
        assertThat(broken.catalogue().find(ANVIL)).isPresent();
        assertThat(broken.problems())
                .containsExactly(new Problem(
                        "pricing/acme.yaml",
                        7,
                        "models[0].prices[0].usd_per_mtok.output",
                        "output must be a number, found the text 'dear'; the prices of its last good reading stay in"
                                + " force"));
        project.delete("pricing/acme.yaml");
        var without = await(now -> now.problems().isEmpty());
        assertThat(without.prices().sheet(ANVIL)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void limitsThatAppearLaterAreReadAndThenTheirChanges(Way way) throws InterruptedException {
        var project = Project.whole(folder);
        start(way);
        project.write("limits.yaml", "budgets: [{scope: user, period: day, usd: 3}]\n");
        await(now -> now.limits().live().size() == 1);
        project.delete("limits.yaml");
        await(now -> now.limits().live().isEmpty());
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch() throws InterruptedException {
        var project = Project.whole(folder);
        Consumer<Contents> failing = _ -> {
            throw new IllegalStateException("on purpose");
        };
        start(Way.LISTENING, List.of(failing, readings::add));
        project.write("scripts/more.yaml", Project.SCRIPT);
        await(now -> now.scripts().containsKey("more"));
    }

    @Test
    void theTextOfAFileIsThereToBeShown() {
        Project.whole(folder);
        var library = start(Way.LISTENING);
        assertThat(library.source(Shelf.PERSONAS, "mara")).contains(Project.PERSONA);
        assertThat(library.source(Shelf.PERSONAS, "nobody")).isEmpty();
    }

    @Test
    void noFileOutsideTheFoldersIsShown() throws java.io.IOException {
        Project.whole(folder);
        Files.writeString(folder.resolve("secret.yaml"), "key: value");
        var library = start(Way.LISTENING);
        assertThat(library.source(Shelf.PERSONAS, "../secret")).isEmpty();
        Files.createSymbolicLink(folder.resolve("personas/linked.yaml"), folder.resolve("secret.yaml"));
        assertThat(library.source(Shelf.PERSONAS, "linked")).isEmpty();
    }

    private DirectoryLibrary start(Way way) {
        return start(way, List.of(readings::add));
    }

    private DirectoryLibrary start(Way way, List<Consumer<Contents>> listeners) {
        var library = new DirectoryLibrary(folder, listeners, way.rhythm());
        started.add(library);
        library.start();
        return library;
    }

    /// The first reading that fits; fails when none comes in time.
    private Contents await(Predicate<Contents> fits) throws InterruptedException {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            var next = readings.poll(latest - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(next).as("a reading that fits, in time").isNotNull();
            if (fits.test(next)) {
                return next;
            }
        }
    }
}
