package dev.parley.run;

import dev.parley.budget.Admission.Shortage;
import dev.parley.conversation.Message;

/// What came of one turn.
sealed interface TurnTaken {
    record Said(Message message) implements TurnTaken {}

    record OverBudget(Shortage shortage) implements TurnTaken {}

    record Failed(String reason) implements TurnTaken {}

    /// A person has asked for something that comes first.
    record Directed() implements TurnTaken {}

    record CutOff() implements TurnTaken {}
}
