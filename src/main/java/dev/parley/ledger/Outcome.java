package dev.parley.ledger;

import java.util.Locale;

/// Where a call stands: open while it is under way, then exactly one of the others.
public enum Outcome {
    OPEN,
    SETTLED,
    FAILED,
    UNKNOWN;

    /// The name in the table and in the API.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
