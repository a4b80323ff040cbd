package dev.parley.run;

import dev.parley.conversation.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that pages, API and commands can do with runs.
public interface Runs {
    /// Starts all of them, or none when one of them cannot be started.
    StartedAll startAll(Repeats repeats);

    /// What this request would cost.
    Estimated estimate(RunRequest request);

    Optional<RunReport> report(UUID run);

    /// The same, with what is still to come of it estimated anew.
    Optional<RunReport> renewedReport(UUID run);

    /// Newest first.
    List<RunReport.RunSummary> newest(int most, int skip);

    /// Asks something of a run, whatever it is doing and wherever.
    ///
    /// @param key the same key on the same run gets the same answer, and is obeyed once; null for a new
    ///     command
    Commanded command(UUID run, Command command, @Nullable String key);

    /// What came of asking for several runs.
    sealed interface StartedAll {
        /// @param runs in the order of their seeds
        record Accepted(List<UUID> runs) implements StartedAll {
            public Accepted {
                runs = List.copyOf(runs);
            }
        }

        record Refused(String field, String reason) implements StartedAll {}
    }

    /// What came of asking for an estimate.
    sealed interface Estimated {
        record Made(RunEstimate estimate) implements Estimated {}

        record Refused(String field, String reason) implements Estimated {}
    }

    /// What came of a command.
    sealed interface Commanded {
        /// @param turn that it is about; null when it is about none
        record Accepted(@Nullable Integer turn) implements Commanded {}

        /// @param run that branched off
        record Branched(UUID run) implements Commanded {}

        /// @param status where the run stands, in which the command makes no sense
        /// @param why in words
        record Conflict(RunStatus status, String why) implements Commanded {
            Conflict(RunStatus status) {
                this(status, "the run is " + status.wireName());
            }
        }

        record Refused(String field, String reason) implements Commanded {}

        record NoSuchRun() implements Commanded {}
    }
}
