package dev.parley.rehearsal.cache;

import java.util.List;

/// What the cache does for one request, in tokens, and what it keeps once the reply has begun.
///
/// @param writeShort billed as a 5m write
/// @param writeLong billed as a 1h write
/// @param kept entries to write or refresh
public record CacheOutcome(int read, int writeShort, int writeLong, List<Kept> kept) {
    public static final CacheOutcome NOTHING = new CacheOutcome(0, 0, 0, List.of());

    public CacheOutcome {
        if (read < 0 || writeShort < 0 || writeLong < 0) {
            throw new IllegalArgumentException("negative tokens: %d %d %d".formatted(read, writeShort, writeLong));
        }
        kept = List.copyOf(kept);
    }

    /// An entry from the moment it is kept.
    ///
    /// @param bornMillis when its first writer's reply began, or -1 for now
    /// @param idleMillis how long it lives unused
    /// @param longestMillis how long it lives at all
    public record Kept(long key, long bornMillis, long idleMillis, long longestMillis) {}
}
