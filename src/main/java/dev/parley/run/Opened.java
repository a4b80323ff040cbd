package dev.parley.run;

import dev.parley.budget.Admission.Shortage;
import dev.parley.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a call that wanted to go out.
sealed interface Opened {
    /// It is entered in the ledger, its worst case is set aside, and it may go out.
    ///
    /// @param at decides its price
    /// @param maxTokens how long its reply may get, by the money that was set aside
    /// @param hold null when the model has no price
    record Out(Instant at, int maxTokens, @Nullable Usd hold) implements Opened {}

    record OverBudget(Shortage shortage) implements Opened {}

    /// A person has asked for something that comes first.
    record Directed() implements Opened {}
}
