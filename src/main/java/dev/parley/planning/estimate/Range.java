package dev.parley.planning.estimate;

import dev.parley.money.Usd;
import org.jspecify.annotations.Nullable;

/// A likely cost and its 90 % interval; null where a model has no price.
public record Range(
        @Nullable Usd low, @Nullable Usd likely, @Nullable Usd high) {
    static final Range UNKNOWN = new Range(null, null, null);
}
