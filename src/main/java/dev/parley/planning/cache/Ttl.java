package dev.parley.planning.cache;

/// How long a marked prefix is asked to be kept.
public enum Ttl {
    FIVE_MINUTES("5m"),
    ONE_HOUR("1h");

    private final String wireName;

    Ttl(String wireName) {
        this.wireName = wireName;
    }

    /// The value on the wire.
    public String wireName() {
        return wireName;
    }
}
