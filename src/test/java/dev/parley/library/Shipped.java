package dev.parley.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The files that come with the project.
final class Shipped {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Contents CONTENTS =
            Reading.of(ROOT, Map.of(), Limits.UNREADABLE).contents();

    private Shipped() {}

    static List<Path> files(Shelf shelf) {
        if (shelf.isOptional() && !Files.isDirectory(shelf.in(ROOT))) {
            return List.of();
        }
        try {
            return Found.in(shelf.in(ROOT)).stream().map(Found::path).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
