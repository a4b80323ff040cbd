package dev.parley.run;

import dev.parley.budget.Admission.Shortage;
import dev.parley.ledger.CallEnd;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.provider.CallOutcome.Answered;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of a call after all its attempts.
sealed interface CallMade {
    /// Answered, but not yet ended in the ledger: the end goes in together with what the answer leaves behind.
    ///
    /// @param hold what was set aside for it; null when the model has no price
    /// @param maxTokens how long the reply was allowed to get
    record Answer(
            UUID call,
            Answered answered,
            CallEnd end,
            Cost cost,
            @Nullable Usd hold,
            int maxTokens) implements CallMade {}

    /// The worst case of the call is more than a budget has left.
    record OverBudget(Shortage shortage) implements CallMade {}

    /// Every permitted attempt failed; each has its entry.
    record GaveUp(String reason) implements CallMade {}

    /// A person has asked for something that comes before the call.
    record Directed() implements CallMade {}

    /// A person cut it off, or the program is ending.
    record CutOff() implements CallMade {}
}
