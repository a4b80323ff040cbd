package dev.parley.rehearsal.cache;

import java.time.Duration;

/// How a cache that works by itself works.
///
/// @param minTokens the shortest prefix that is read
/// @param stepTokens reads are whole multiples of it
/// @param idleLowest,idleHighest an entry that is not used for so long is gone; each entry has its own figure between
/// @param longest an entry's whole life, used or not
/// @param overflow share of the requests without an affinity key that reach another machine, with its own cache
public record PrefixRules(
        int minTokens, int stepTokens, Duration idleLowest, Duration idleHighest, Duration longest, double overflow) {
    public PrefixRules {
        if (minTokens < 0 || stepTokens < 1 || idleHighest.compareTo(idleLowest) < 0 || overflow < 0 || overflow > 1) {
            throw new IllegalArgumentException(
                    "prefix rules: %d %d %s %s %s".formatted(minTokens, stepTokens, idleLowest, idleHighest, overflow));
        }
    }
}
