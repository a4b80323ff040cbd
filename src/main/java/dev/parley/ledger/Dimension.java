package dev.parley.ledger;

import java.util.Locale;

/// What calls are told apart by, besides time and mode.
public enum Dimension {
    PROVIDER("provider"),
    MODEL("model"),
    PERSONA("persona"),
    PROJECT("project"),
    USER("username"),
    RUN("run_id"),
    PURPOSE("purpose");

    private final String column;

    Dimension(String column) {
        this.column = column;
    }

    /// The column in `call`, and in the roll-ups that have it.
    String column() {
        return column;
    }

    /// The name in addresses, the API and commands.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
