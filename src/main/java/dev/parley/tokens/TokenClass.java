package dev.parley.tokens;

/// The classes in which providers bill tokens. Their order is that of the columns on pages and in exports.
public enum TokenClass {
    INPUT("input"),
    CACHE_READ("cacheRead"),
    CACHE_WRITE_5M("cacheWrite5m"),
    CACHE_WRITE_1H("cacheWrite1h"),
    OUTPUT("output");

    private final String wireName;

    TokenClass(String wireName) {
        this.wireName = wireName;
    }

    /// The name in the API and in exports.
    public String wireName() {
        return wireName;
    }
}
