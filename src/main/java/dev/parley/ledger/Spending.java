package dev.parley.ledger;

import dev.parley.money.Usd;

/// What a run has used up so far.
///
/// @param known sum of the known costs
/// @param unknownUpTo what calls of unknown cost can have cost at the most, as far as they were held for
/// @param tokens input and output of all calls with a reported usage
public record Spending(Usd known, Usd unknownUpTo, long tokens) {
    /// What counts against a budget.
    public Usd atMost() {
        return known.plus(unknownUpTo);
    }
}
