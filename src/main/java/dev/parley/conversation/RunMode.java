package dev.parley.conversation;

import java.util.Locale;

/// Whether a run talks to the real providers or to the local stand-ins. Money of the two is never added up.
public enum RunMode {
    LIVE,
    REHEARSAL;

    /// The name in files, pages and the API.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no mode has this name
    public static RunMode ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
