package dev.parley.planning.cache;

import dev.parley.model.Caching;

/// What becomes of a prompt's prefix at a provider.
///
/// @param byItself whether the provider keeps it without being asked; otherwise only marked prefixes are kept
/// @param billsWrites whether the short write has a price of its own
/// @param minPrefixTokens below this length nothing is kept
public record CacheRules(boolean byItself, boolean billsWrites, long minPrefixTokens) {
    private static final long USUAL_STEP = 128;

    /// Providers that keep prefixes by themselves do so in steps of this many tokens; to the token where they bill it.
    double stepTokens() {
        return billsWrites ? 1 : Math.clamp(minPrefixTokens, 1, USUAL_STEP);
    }

    /// @param marked whether prefixes of such prompts are marked where that is needed
    public static CacheRules of(Caching caching, boolean billsWrites, boolean marked) {
        boolean kept = caching.byItself() || (marked && billsWrites);
        return new CacheRules(caching.byItself(), billsWrites, kept ? caching.minPrefixTokens() : Long.MAX_VALUE);
    }
}
