package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Costs of one group.
///
/// @param keys what the group is, in the order of the groupings; null for calls that have no such thing, as a persona
/// @param usd the known part
/// @param unknownUpTo what the unknown part can be at the most; null when not even that is known
/// @param assumedUsd the part of `usd` that was priced by what the operator lets unknown models cost
/// @param byClass the known part by token class, each with an amount
/// @param saved by caches, against the same input all fresh; negative when they cost more than they saved
public record GroupSum(
        List<@Nullable String> keys,
        Usd usd,
        long calls,
        long failedCalls,
        long unknownCalls,
        @Nullable Usd unknownUpTo,
        long assumedCalls,
        Usd assumedUsd,
        Map<TokenClass, Usd> byClass,
        Usd saved,
        Usage usage) {
    public GroupSum {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
        var inOrder = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (var tokenClass : TokenClass.values()) {
            inOrder.put(tokenClass, byClass.getOrDefault(tokenClass, Usd.ZERO));
        }
        byClass = Collections.unmodifiableMap(inOrder);
    }

    /// The first key; null when it is none, or when everything is one group.
    public @Nullable String key() {
        return keys.isEmpty() ? null : keys.getFirst();
    }

    /// Both together, under the keys of this one.
    public GroupSum plus(GroupSum other) {
        var both = new EnumMap<TokenClass, Usd>(byClass);
        other.byClass.forEach((tokenClass, more) -> both.merge(tokenClass, more, Usd::plus));
        return new GroupSum(
                keys,
                usd.plus(other.usd),
                calls + other.calls,
                failedCalls + other.failedCalls,
                unknownCalls + other.unknownCalls,
                unknownUpTo == null || other.unknownUpTo == null ? null : unknownUpTo.plus(other.unknownUpTo),
                assumedCalls + other.assumedCalls,
                assumedUsd.plus(other.assumedUsd),
                both,
                saved.plus(other.saved),
                usage.plus(other.usage));
    }

    public static GroupSum nothing() {
        return new GroupSum(List.of(), Usd.ZERO, 0, 0, 0, Usd.ZERO, 0, Usd.ZERO, Map.of(), Usd.ZERO, Usage.NONE);
    }
}
