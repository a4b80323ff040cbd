package dev.parley.budget;

import java.util.Locale;

/// Whose spending a budget bounds. `REQUEST` bounds each single request; it needs no account.
public enum Scope {
    SYSTEM,
    PROJECT,
    USER,
    PERSONA,
    RUN,
    REQUEST;

    /// The name in files, the API and the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no scope has this name
    public static Scope ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
