package dev.parley.run;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Range;

/// A change of what was asked for, and what the run would cost then.
///
/// @param usd all of it known
/// @param saves how much less is likely
public record Offer(Change change, Range usd, Usd saves) {
    public sealed interface Change {
        /// Stopping after so many turns.
        record Turns(int turns) implements Change {}

        /// Everybody is asked to stay under so many words.
        record Words(int words) implements Change {}

        /// One persona on another model.
        record OtherModel(String persona, ModelId model) implements Change {}

        /// Everybody on one model.
        record EverybodyOn(ModelId model) implements Change {}
    }
}
