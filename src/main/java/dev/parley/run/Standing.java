package dev.parley.run;

import dev.parley.archive.RunEntity;
import dev.parley.conversation.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a run stands between two turns, with all done that people had asked of its turns by then.
///
/// @param run as it was when it was last read
/// @param nextSpeaker of whom a person wants the next message; null when the script says who speaks
record Standing(RunEntity run, @Nullable String nextSpeaker, List<Message> transcript) {
    /// Far from the seeds of repeats, which lie side by side.
    private static final long SAID_AGAIN = 7_368_787;

    Standing {
        transcript = List.copyOf(transcript);
    }

    /// After one more message. Whoever was asked to speak has spoken.
    Standing after(Message message) {
        var longer = new ArrayList<>(transcript);
        longer.add(message);
        return new Standing(run, null, longer);
    }

    int turn() {
        return transcript.size() + 1;
    }

    /// Under which the next turn is planned.
    int directions() {
        return run.directions;
    }

    Optional<Wanted> wanted() {
        return Wanted.ofWireName(run.wanted);
    }

    /// What is sent along, so that a message that is said again differs from what was said first.
    long seed(long ofScript) {
        return ofScript + SAID_AGAIN * run.regenerated;
    }
}
