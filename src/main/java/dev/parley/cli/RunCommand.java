package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "What one run cost, by persona unless --by says otherwise. Play money or real is as the run was.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(paramLabel = "ID", description = "The run's id, as at the end of its page's address.")
    private String id = "";

    @Mixin
    private SumOptions sums = new SumOptions();

    RunCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var run = RunIds.parse(id);
        var groupings = sums.groupings(Grouping.PERSONA);
        return desk.withLedger(ledger ->
                new SumsPrinter(desk, sums).print(ledger, "run " + run, RunIds.filter(ledger, run), groupings));
    }
}
