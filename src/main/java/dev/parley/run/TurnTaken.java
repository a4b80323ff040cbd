package dev.parley.run;

import dev.parley.conversation.Message;

/// What came of one turn.
sealed interface TurnTaken {
    record Said(Message message) implements TurnTaken {}

    record OverBudget(String reason) implements TurnTaken {}

    record Failed(String reason) implements TurnTaken {}

    record CutOff() implements TurnTaken {}
}
