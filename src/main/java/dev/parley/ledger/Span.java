package dev.parley.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of time.
///
/// @param from inclusive; null for ever since
/// @param to exclusive; null for open
record Span(@Nullable Instant from, @Nullable Instant to) {
    boolean isEmpty() {
        return from != null && to != null && !from.isBefore(to);
    }
}
