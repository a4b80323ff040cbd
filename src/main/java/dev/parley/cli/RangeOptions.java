package dev.parley.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A stretch of days, and perhaps one run.
final class RangeOptions {
    @Option(names = "--from", paramLabel = "DATE", description = "From this day on, as in 2026-11-01.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Up to this day, which belongs to it.")
    private @Nullable String to;

    @Option(names = "--run", paramLabel = "ID", description = "Only this run; play money or real is as the run was.")
    private @Nullable String run;

    @Nullable
    String run() {
        return run;
    }

    /// @throws Misused when a day is none, or the range ends before it begins
    Stretch stretch() {
        var first = from == null ? null : Stretch.day(Stretch.parseDay(from));
        var last = to == null ? null : Stretch.day(Stretch.parseDay(to));
        if (first != null
                && last != null
                && first.from() != null
                && last.from() != null
                && last.from().isBefore(first.from())) {
            throw new Misused("--to " + last.name() + " lies before --from " + first.name());
        }
        return new Stretch(
                (first == null ? "ever" : first.name()) + " to " + (last == null ? "now" : last.name()),
                first == null ? null : first.from(),
                last == null ? null : last.to());
    }
}
