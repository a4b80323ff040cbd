package dev.parley.run;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;

/// A change of what was asked for, and what the run would likely cost then.
///
/// @param saves how much less that is
public record Saving(Change change, Usd likely, Usd saves) {
    public sealed interface Change {
        /// Stopping after so many turns.
        record Turns(int turns) implements Change {}

        /// Everybody says half as much.
        record HalfTheReplies() implements Change {}

        /// One persona on a cheaper model.
        record OtherModel(String persona, ModelId model) implements Change {}
    }
}
