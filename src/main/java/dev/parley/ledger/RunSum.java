package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Calls added up.
///
/// @param usd the known part
/// @param unknownCalls ended calls without a known cost
/// @param unknownUpTo what these can have cost at the most; null when not even that is known
/// @param saved by caches, as far as known
/// @param assumedUsd the part of `usd` that was priced by the operator's price for unknown models
public record RunSum(Usd usd, long unknownCalls, @Nullable Usd unknownUpTo, Usage usage, Usd saved, Usd assumedUsd) {
    public static final RunSum NOTHING = new RunSum(Usd.ZERO, 0, Usd.ZERO, Usage.NONE, Usd.ZERO, Usd.ZERO);

    public static RunSum of(Collection<CallEntity> calls) {
        var sum = NOTHING;
        for (var call : calls) {
            sum = sum.plus(call);
        }
        return sum;
    }

    private RunSum plus(CallEntity call) {
        var settlement = Settlement.of(call);
        var newUsage = settlement.usage() == null ? usage : usage.plus(settlement.usage());
        var newSaved = settlement.saved() == null ? saved : saved.plus(settlement.saved());
        boolean isUnknown = call.usd == null
                && (Outcome.UNKNOWN.wireName().equals(call.outcome)
                        || Outcome.SETTLED.wireName().equals(call.outcome));
        if (!isUnknown) {
            var newUsd = call.usd == null ? usd : usd.plus(new Usd(call.usd));
            var newAssumed = call.usd == null || !call.priceAssumed ? assumedUsd : assumedUsd.plus(new Usd(call.usd));
            return new RunSum(newUsd, unknownCalls, unknownUpTo, newUsage, newSaved, newAssumed);
        }
        var newUpTo = unknownUpTo == null || call.holdUsd == null ? null : unknownUpTo.plus(new Usd(call.holdUsd));
        return new RunSum(usd, unknownCalls + 1, newUpTo, newUsage, newSaved, assumedUsd);
    }
}
