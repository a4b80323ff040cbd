package dev.parley.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A project folder of a test, with one whole persona, script and price file to begin with.
record Project(Path root) {
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
            policy: round-robin
            stop: {turns: 12}
            """;
    static final String PRICES = """
            provider: acme
            source: https://example.org/prices
            checked: 2026-11-01
            models:
              - id: anvil
                prices:
                  - usd_per_mtok: {input: 3, output: 15}
            """;

    static Project whole(Path root) {
        var project = new Project(root);
        project.write("personas/mara.yaml", PERSONA);
        project.write("scripts/cars.yaml", SCRIPT);
        project.write("pricing/acme.yaml", PRICES);
        return project;
    }

    void write(String file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String file, byte[] bytes) {
        try {
            var path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Contents read() {
        return Reading.of(root, Map.of(), Limits.UNREADABLE).contents();
    }

    List<Problem> problems() {
        return read().problems();
    }
}
