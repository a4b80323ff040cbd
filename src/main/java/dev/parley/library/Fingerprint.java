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
        addLimits(LimitsReader.file(root), files);
        return new Fingerprint(files);
    }

    private static void addLimits(Path limits, Map<Path, Look> files) {
        if (Files.exists(limits)) {
            try {
                files.put(limits, Look.of(limits));
            } catch (IOException _) {
                files.put(limits, Look.UNREADABLE);
            }
        }
    }

    private static void addAll(Path folder, Map<Path, Look> files) {
        try {
            for (var found : Found.in(folder)) {
                files.put(found.path(), Look.of(found.path()));
            }
        } catch (IOException _) {
            files.put(folder, Look.UNREADABLE);
        }
    }

    record Look(FileTime modified, long bytes) {
        private static final Look FOLDER = new Look(FileTime.fromMillis(0), -1);
        private static final Look UNREADABLE = new Look(FileTime.fromMillis(0), -2);

        static Look of(Path path) throws IOException {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Look(attributes.lastModifiedTime(), attributes.size());
        }
    }
}
