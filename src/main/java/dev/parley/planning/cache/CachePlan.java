package dev.parley.planning.cache;

import dev.parley.tokens.TokenClass;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Where the breakpoints of one prompt stand and how long each prefix is asked to live.
///
/// Invariant: at most four breakpoints, and no 1h breakpoint after a 5m one; the providers refuse anything else.
///
/// @param breakpoints index of the prompt's segment that a prefix ends with → its TTL; empty asks for no caching
public record CachePlan(Map<Integer, Ttl> breakpoints) {
    public static final int MOST_BREAKPOINTS = 4;
    public static final CachePlan NONE = new CachePlan(Map.of());

    public CachePlan {
        if (breakpoints.size() > MOST_BREAKPOINTS) {
            throw new IllegalArgumentException("more than " + MOST_BREAKPOINTS + " breakpoints: " + breakpoints.size());
        }
        var inOrder = new TreeMap<>(breakpoints);
        boolean shortSeen = false;
        for (var ttl : inOrder.values()) {
            if (ttl == Ttl.ONE_HOUR && shortSeen) {
                throw new IllegalArgumentException("a 1h breakpoint after a 5m one: " + inOrder);
            }
            shortSeen |= ttl == Ttl.FIVE_MINUTES;
        }
        breakpoints = Map.copyOf(breakpoints);
    }

    /// The classes in which input of a call under this plan can be billed.
    ///
    /// @param cachesByItself whether the provider caches without being asked
    public Set<TokenClass> inputClasses(boolean cachesByItself) {
        var classes = EnumSet.of(TokenClass.INPUT);
        if (cachesByItself) {
            classes.add(TokenClass.CACHE_READ);
            classes.add(TokenClass.CACHE_WRITE_5M);
        }
        if (!breakpoints.isEmpty()) {
            classes.add(TokenClass.CACHE_READ);
        }
        if (breakpoints.containsValue(Ttl.FIVE_MINUTES)) {
            classes.add(TokenClass.CACHE_WRITE_5M);
        }
        if (breakpoints.containsValue(Ttl.ONE_HOUR)) {
            classes.add(TokenClass.CACHE_WRITE_1H);
        }
        return classes;
    }
}
