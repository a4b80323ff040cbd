package dev.parley.model;

/// How a model's prompt cache is used.
///
/// @param byItself whether the provider caches without being asked; otherwise only marked prefixes are kept
/// @param minPrefixTokens below this length nothing is cached, silently
public record Caching(boolean byItself, long minPrefixTokens) {
    public static final Caching AUTOMATIC = new Caching(true, 1024);

    public Caching {
        if (minPrefixTokens < 0) {
            throw new IllegalArgumentException("negative minimum prefix: " + minPrefixTokens);
        }
    }
}
