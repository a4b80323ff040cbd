package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import org.jspecify.annotations.Nullable;

/// Costs of one group.
///
/// @param key null for calls that have no such thing, as a persona
/// @param usd the known part
/// @param unknownUpTo what the unknown part can be at the most; null when not even that is known
public record GroupSum(
        @Nullable String key,
        Usd usd,
        long calls,
        long unknownCalls,
        @Nullable Usd unknownUpTo,
        Usage usage) {
    public GroupSum plus(GroupSum other) {
        return new GroupSum(
                key,
                usd.plus(other.usd),
                calls + other.calls,
                unknownCalls + other.unknownCalls,
                unknownUpTo == null || other.unknownUpTo == null ? null : unknownUpTo.plus(other.unknownUpTo),
                usage.plus(other.usage));
    }

    public static GroupSum nothing() {
        return new GroupSum(null, Usd.ZERO, 0, 0, Usd.ZERO, Usage.NONE);
    }
}
