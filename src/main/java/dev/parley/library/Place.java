package dev.parley.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Where the file of an id lies or would lie: always directly in the folder of its shelf, whatever the id says.
///
/// @param folder with its own links resolved
/// @param path in that folder; a file of that name may be missing
record Place(Shelf shelf, Path folder, Path path) {
    /// Empty when the text is no id or the shelf has no folder.
    static Optional<Place> of(Path root, Shelf shelf, String id) {
        if (!Shelf.isId(id) || id.equals(DirectoryLibrary.INLINE)) {
            return Optional.empty();
        }
        try {
            var folder = shelf.in(root).toRealPath();
            var yaml = folder.resolve(id + ".yaml");
            var yml = folder.resolve(id + ".yml");
            return Optional.of(new Place(shelf, folder, isThere(yaml) || !isThere(yml) ? yaml : yml));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether anything has the file's name, be it a link or a folder.
    boolean isTaken() {
        return isThere(path);
    }

    /// Whether it is a file of its own rather than a link or a folder.
    boolean isPlainFile() {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// What the file says now; empty when there is none, it is not plain or it cannot be read.
    Optional<String> text() {
        return isPlainFile() ? TextFile.read(path, shelf.mostBytes(), new Findings(shown())) : Optional.empty();
    }

    /// The file as problems name it, relative to the project.
    String shown() {
        return shelf.folder() + "/" + path.getFileName();
    }
}
