package dev.parley.web;

import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// A library's folder on disk with a few files, for pages that show and change files.
record EditedFolder(Path root, DirectoryLibrary library) implements AutoCloseable {
    static final String PERSONA = """
            name: Mara Lindqvist
            role: urban planner
            about: Draws streets.
            voice: Calm.
            goals: [a trial]
            model: anthropic/claude-sonnet-5
            """;
    static final String SCRIPT = """
            title: Should cities ban cars?
            kind: panel
            scenario: A panel.
            cast: [mara]
            stop: {turns: 12}
            """;

    static EditedFolder make() {
        try {
            var root = Files.createTempDirectory("parley-pages");
            for (var shelf : List.of("personas", "scripts", "pricing")) {
                Files.createDirectory(root.resolve(shelf));
            }
            var folder = new EditedFolder(root, new DirectoryLibrary(root, List.of()));
            folder.write("personas/mara.yaml", PERSONA);
            folder.write("personas/mallory.yaml", PERSONA.replace("urban planner", MadeLibrary.HOSTILE));
            folder.write("scripts/ban-cars.yaml", SCRIPT);
            folder.library.start();
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What was made goes before what the folder says.
    Contents addedTo(Contents made) {
        var personas = new TreeMap<>(library.contents().personas());
        personas.putAll(made.personas());
        var scripts = new TreeMap<>(library.contents().scripts());
        scripts.putAll(made.scripts());
        return new Contents(personas, scripts, made.catalogue(), made.prices(), made.limits(), made.problems());
    }

    void write(String file, String text) {
        try {
            Files.writeString(root.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        library.close();
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
