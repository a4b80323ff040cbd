package dev.parley.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Reads the files of the library's folders and collects what is wrong with them.
final class ShelfReader {
    private final Path root;
    private final List<Problem> problems = new ArrayList<>();

    ShelfReader(Path root) {
        this.root = root;
    }

    /// Grows with every file that is read.
    List<Problem> problems() {
        return problems;
    }

    /// The file read by `format`; empty when something is wrong with it, which is then among the problems.
    <T> Optional<T> entry(
            Shelf shelf, Found file, Set<String> taken, BiFunction<String, Findings, Optional<T>> format) {
        var findings = new Findings(file.shown(shelf));
        Optional<T> read = Optional.empty();
        if (!Shelf.isId(file.id()) || file.id().equals(DirectoryLibrary.INLINE)) {
            findings.addForFile("the file's name makes the id '" + file.id() + "'; expected " + Shape.Form.ID.words()
                    + ", at most 100 characters, and not " + DirectoryLibrary.INLINE);
        } else if (taken.contains(file.id())) {
            findings.addForFile("'" + file.id() + "' is there twice, ending .yaml and .yml; expected one file");
        } else {
            read = TextFile.read(file.path(), shelf.mostBytes(), findings)
                    .flatMap(text -> format.apply(text, findings));
        }
        problems.addAll(findings.problems());
        return read;
    }

    /// The files by name; none when the folder is missing.
    List<Found> files(Shelf shelf) {
        var folder = shelf.in(root);
        if (!Files.isDirectory(folder)) {
            if (shelf.isOptional()) {
                return List.of();
            }
            problems.add(new Problem(shelf.folder(), 0, "", "the folder " + shelf.folder() + "/ is missing"));
            return List.of();
        }
        try {
            var found = Found.in(folder);
            if (found.size() > Shelf.MOST_FILES) {
                problems.add(new Problem(
                        shelf.folder(),
                        0,
                        "",
                        "more than " + Shelf.MOST_FILES + " files; only the first by name are read"));
            }
            return found.stream().limit(Shelf.MOST_FILES).toList();
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    shelf.folder(),
                    0,
                    "",
                    "the folder cannot be read (" + unreadable.getClass().getSimpleName() + ")"));
            return List.of();
        }
    }
}
