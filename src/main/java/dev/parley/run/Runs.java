package dev.parley.run;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All that pages, API and commands can do with runs.
public interface Runs {
    /// Starts all of them, or none when one of them cannot be started.
    StartedAll startAll(Repeats repeats);

    /// What this request would cost.
    Estimated estimate(RunRequest request);

    Optional<RunReport> report(UUID run);

    /// Newest first.
    List<RunReport.RunSummary> newest(int most, int skip);

    Commanded pause(UUID run);

    Commanded resume(UUID run);

    /// @param now cut off the message under way, rather than let it finish
    Commanded stop(UUID run, boolean now);

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
        record Accepted() implements Commanded {}

        /// @param status where the run stands, in which the command makes no sense
        record Conflict(dev.parley.conversation.RunStatus status) implements Commanded {}

        record NoSuchRun() implements Commanded {}
    }
}
