package dev.parley.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A YAML file of a folder, with the id that its name makes.
record Found(Path path, String id, String name) implements Comparable<Found> {
    private static final int MOST_LISTED = 100_000;

    /// The YAML files of `folder` by name. Hidden files and editors' copies are none.
    static List<Found> in(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.limit(MOST_LISTED)
                    .filter(Found::isYaml)
                    .map(Found::of)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Found of(Path path) {
        var name = path.getFileName().toString();
        return new Found(path, name.substring(0, name.lastIndexOf('.')), name);
    }

    private static boolean isYaml(Path path) {
        var name = path.getFileName().toString();
        return !name.startsWith(".")
                && !name.startsWith("#")
                && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && Files.isRegularFile(path);
    }

    /// The file as problems name it, relative to the project.
    String shown(Shelf shelf) {
        return shelf.folder() + "/" + name;
    }

    @Override
    public int compareTo(Found other) {
        return name.compareTo(other.name);
    }
}
