package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How sums are grouped and printed.
final class SumOptions {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "One row for each model, provider, persona, project, user, run, purpose, hour, day, week or"
                    + " month; up to three with commas between, as in day,model.")
    private @Nullable String by;

    @Option(names = "--json", description = "Print JSON with every digit, for programs.")
    private boolean json;

    @Option(names = "--exact", description = "Print every digit, for people.")
    private boolean exact;

    boolean json() {
        return json;
    }

    boolean exact() {
        return exact;
    }

    /// @throws Misused when one is not known
    List<Grouping> groupings(Grouping usual) {
        var asked = by;
        if (asked == null) {
            return List.of(usual);
        }
        var groupings = new ArrayList<Grouping>();
        for (var name : asked.split(",", -1)) {
            var grouping = Grouping.ofWireName(name.strip()).orElseThrow(() -> wrong(asked));
            if (groupings.contains(grouping) || groupings.size() == Grouping.MOST_AT_ONCE) {
                throw wrong(asked);
            }
            groupings.add(grouping);
        }
        return groupings;
    }

    private static Misused wrong(String by) {
        var names = Arrays.stream(Grouping.values()).map(Grouping::wireName).collect(Collectors.joining(", "));
        return new Misused("--by takes up to " + Grouping.MOST_AT_ONCE + " different ones of " + names
                + ", with commas between; found " + by);
    }
}
