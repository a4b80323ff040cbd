package dev.parley.run;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import org.jspecify.annotations.Nullable;

/// What is still to come of a run under way, estimated anew with all that it has shown of itself.
///
/// @param afterTurn how many turns were taken by then
/// @param paid the known part of what these cost
/// @param unknownUpTo what their calls of unknown cost can have cost at the most; null when not even that is known
/// @param estimate of the turns ahead alone
public record RunRest(int afterTurn, Usd paid, @Nullable Usd unknownUpTo, Estimate estimate) {
    /// Of the whole run; null when nothing of what is ahead has a price.
    public @Nullable Usd likelyInAll() {
        return withPaid(estimate.likely());
    }

    public @Nullable Usd lowInAll() {
        return withPaid(estimate.low());
    }

    public @Nullable Usd highInAll() {
        return withPaid(estimate.high());
    }

    /// Never passed; null when a price or a bound is missing.
    public @Nullable Usd maxInAll() {
        var max = withPaid(estimate.max());
        return max == null || unknownUpTo == null ? null : max.plus(unknownUpTo);
    }

    private @Nullable Usd withPaid(@Nullable Usd ahead) {
        return ahead == null ? null : paid.plus(ahead);
    }
}
