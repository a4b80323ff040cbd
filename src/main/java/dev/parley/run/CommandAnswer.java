package dev.parley.run;

import dev.parley.archive.CommandRows;
import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunStatus;
import dev.parley.run.Runs.Commanded;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a command was answered, as it is recorded with it: the same key gets the same answer.
///
/// @param conflict the status in which it made no sense; null when it was taken
/// @param branch the run that it made; null when it made none
/// @param turn the turn that it is about; null when it is about none
record CommandAnswer(
        @Nullable String conflict,
        @Nullable String why,
        @Nullable UUID branch,
        @Nullable Integer turn) {
    static CommandAnswer of(Commanded commanded) {
        return switch (commanded) {
            case Commanded.Accepted(var turn) -> new CommandAnswer(null, null, null, turn);
            case Commanded.Branched(var run) -> new CommandAnswer(null, null, run, null);
            case Commanded.Conflict(var status, var why) -> new CommandAnswer(status.wireName(), why, null, null);
            case Commanded.Refused _, Commanded.NoSuchRun _ ->
                throw new IllegalArgumentException("not recorded: " + commanded);
        };
    }

    static CommandAnswer of(CommandRows.Command command) {
        return SnapshotJson.read(command.answer(), CommandAnswer.class);
    }

    Commanded commanded() {
        if (conflict != null && why != null) {
            return new Commanded.Conflict(RunStatus.ofWireName(conflict), why);
        }
        return branch == null ? new Commanded.Accepted(turn) : new Commanded.Branched(branch);
    }
}
