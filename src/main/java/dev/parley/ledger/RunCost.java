package dev.parley.ledger;

import dev.parley.money.Usd;

/// What a run cost, in one line.
///
/// @param usd the known part
/// @param unknownCalls ended calls without a known cost
public record RunCost(Usd usd, long unknownCalls) {
    public static final RunCost NOTHING = new RunCost(Usd.ZERO, 0);
}
