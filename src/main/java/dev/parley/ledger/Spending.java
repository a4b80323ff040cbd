package dev.parley.ledger;

import dev.parley.money.Usd;
import org.jspecify.annotations.Nullable;

/// What a run has used up so far.
///
/// @param known sum of the known costs
/// @param unknownUpTo what calls of unknown cost can have cost at the most; null when not even that is known
/// @param tokens input and output of all calls with a reported usage
public record Spending(Usd known, @Nullable Usd unknownUpTo, long tokens) {
    /// What counts against a budget; null when it has no bound.
    public @Nullable Usd atMost() {
        return unknownUpTo == null ? null : known.plus(unknownUpTo);
    }
}
