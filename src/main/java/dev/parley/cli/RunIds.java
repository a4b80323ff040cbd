package dev.parley.cli;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// Runs as commands name them.
final class RunIds {
    private RunIds() {}

    /// @throws Misused when `text` is no run's id
    static UUID parse(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException e) {
            throw new Misused("expected the id of a run, as at the end of its page's address, found " + text);
        }
    }

    /// The filter on a run's calls.
    ///
    /// @throws Desk.Refused when the ledger has no call of it
    static CallFilter filter(DataSource ledger, UUID run) {
        return CallFilter.of(mode(ledger, run)).withRun(run);
    }

    /// Which money a run was paid with.
    ///
    /// @throws Desk.Refused when the ledger has no call of it
    static RunMode mode(DataSource ledger, UUID run) {
        var costs = new Costs(ledger);
        return Arrays.stream(RunMode.values())
                .map(mode -> CallFilter.of(mode).withRun(run))
                .filter(filter -> costs.table(filter, List.of(), 1, 0).total().calls() > 0)
                .map(CallFilter::mode)
                .findFirst()
                .orElseThrow(() -> new Desk.Refused("the ledger has no call of a run " + run));
    }
}
