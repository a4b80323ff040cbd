package dev.parley.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/// How the library's files look from outside: two that are equal need no second reading.
record Fingerprint(Map<Path, Look> files) {
    Fingerprint {
        files = Map.copyOf(files);
    }

    static Fingerprint of(Path root) {
        var files = new HashMap<Path, Look>();
        for (var shelf : Shelf.values()) {
            var folder = shelf.in(root);
            if (Files.isDirectory(folder)) {
                files.put(folder, Look.FOLDER);
                addAll(folder, files);
            }
        }
        return new Fingerprint(files);
    }

    private static void addAll(Path folder, Map<Path, Look> files) {
        try {
            for (var found : Found.in(folder)) {
                var attributes = Files.readAttributes(found.path(), BasicFileAttributes.class);
                files.put(found.path(), new Look(attributes.lastModifiedTime(), attributes.size()));
            }
        } catch (IOException _) {
            files.put(folder, Look.UNREADABLE);
        }
    }

    record Look(FileTime modified, long bytes) {
        private static final Look FOLDER = new Look(FileTime.fromMillis(0), -1);
        private static final Look UNREADABLE = new Look(FileTime.fromMillis(0), -2);
    }
}
