package dev.parley.run;

import dev.parley.conversation.Message;
import dev.parley.ledger.Spending;

/// What came of one turn.
sealed interface TurnTaken {
    /// @param spending of the run, this turn included
    record Said(Message message, Spending spending) implements TurnTaken {}

    record OverBudget(String reason) implements TurnTaken {}

    record Failed(String reason) implements TurnTaken {}

    record CutOff() implements TurnTaken {}
}
