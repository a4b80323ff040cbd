package dev.parley.run;

import org.jspecify.annotations.Nullable;

/// What a person asks of a run.
public sealed interface Command {
    /// The name under which it is recorded.
    default String kind() {
        return switch (this) {
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Stop _ -> "stop";
            case SpeakNext _ -> "speak-next";
            case Inject _ -> "inject";
            case Regenerate _ -> "regenerate";
            case Branch _ -> "branch";
        };
    }

    record Pause() implements Command {}

    record Resume() implements Command {}

    /// @param now cut off the message under way, rather than let it finish
    record Stop(boolean now) implements Command {}

    /// What changes the turns ahead. It is done between two turns: at once where no message is under way.
    sealed interface OfTurns extends Command {}

    /// The next message that a model says is said by this persona.
    record SpeakNext(String persona) implements OfTurns {}

    /// A message said by a person as a member of the cast.
    record Inject(String persona, String text) implements OfTurns {}

    /// The last message is said again, by the same persona.
    ///
    /// @param turn that it must have, so that asking twice does not take out two; null for whichever is last
    record Regenerate(@Nullable Integer turn) implements OfTurns {}

    /// A new run that begins with what was said up to a turn.
    ///
    /// @param turns how many it shall have in all; null for as many as this one
    record Branch(int turn, @Nullable Integer turns) implements Command {}
}
