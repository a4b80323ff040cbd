package dev.parley.run;

import dev.parley.ledger.CallEnd;
import dev.parley.money.Cost;
import dev.parley.provider.CallOutcome.Answered;
import java.util.UUID;

/// What came of a call after all its attempts.
sealed interface CallMade {
    /// Answered, but not yet ended in the ledger: the end goes in together with what the answer leaves behind.
    record Answer(UUID call, Answered answered, CallEnd end, Cost cost) implements CallMade {}

    /// The worst case of the call is more than the budget has left.
    record OverBudget(String reason) implements CallMade {}

    /// Every permitted attempt failed; each has its entry.
    record GaveUp(String reason) implements CallMade {}

    /// A person cut it off, or the program is ending.
    record CutOff() implements CallMade {}
}
