package dev.parley.ledger;

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
}
