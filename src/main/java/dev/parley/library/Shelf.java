package dev.parley.library;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// The folders of the library and what one file in them may weigh.
public enum Shelf {
    PERSONAS("personas", 256 * 1024),
    SCRIPTS("scripts", 256 * 1024),
    PRICES("pricing", 2 * 1024 * 1024),
    /// Written by imports, so that the files kept by hand stay as their authors wrote them.
    IMPORTED_PRICES("pricing/imported", 8 * 1024 * 1024);

    static final int MOST_FILES = 2_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 100;

    private final String folder;
    private final int mostBytes;

    Shelf(String folder, int mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// Its name in the project.
    public String folder() {
        return folder;
    }

    /// Whether the folder may be missing.
    boolean isOptional() {
        return this == IMPORTED_PRICES;
    }

    int mostBytes() {
        return mostBytes;
    }

    Path in(Path root) {
        return root.resolve(folder);
    }

    static boolean isId(String text) {
        return text.length() <= LONGEST_ID && ID.matcher(text).matches();
    }
}
