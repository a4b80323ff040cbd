package dev.parley.cli;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.export.AnswerJson;
import dev.parley.ledger.export.CostsAnswer;
import java.util.List;
import javax.sql.DataSource;

/// Asks the ledger for sums and prints them.
final class SumsPrinter {
    private static final String MORE = "more groups than are told at once; ask for fewer days, or by something coarser";

    private final Desk desk;
    private final SumOptions options;

    SumsPrinter(Desk desk, SumOptions options) {
        this.desk = desk;
        this.options = options;
    }

    /// @param usual what is grouped by unless an option says otherwise
    /// @throws Misused when an option makes no sense
    int print(String what, CallFilter filter, Grouping usual) {
        var groupings = options.groupings(usual);
        return desk.withLedger(ledger -> print(ledger, what, filter, groupings));
    }

    int print(DataSource ledger, String what, CallFilter filter, List<Grouping> groupings) {
        var table = new Costs(ledger).table(filter, groupings, Costs.MOST_GROUPS, 0);
        if (options.json()) {
            AnswerJson.write(CostsAnswer.of(table, groupings, filter.mode(), MORE), desk.out());
            return ExitCode.DONE;
        }
        desk.out().println(heading(filter.mode()) + ", " + what);
        if (table.total().calls() == 0) {
            desk.out().println("Nothing was spent." + hint(filter.mode()));
        } else {
            new SumTable(groupings, options.exact()).print(table, desk.out());
        }
        return ExitCode.DONE;
    }

    private static String heading(RunMode mode) {
        return switch (mode) {
            case LIVE -> "Real money";
            case REHEARSAL -> "REHEARSAL, play money";
        };
    }

    private static String hint(RunMode mode) {
        return mode == RunMode.LIVE ? " What rehearsals cost in play money is told with --rehearsal." : "";
    }
}
