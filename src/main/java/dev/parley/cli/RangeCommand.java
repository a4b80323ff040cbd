package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "range",
        description = "What a range of days cost, the last one included.",
        mixinStandardHelpOptions = true)
final class RangeCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(index = "0", paramLabel = "FROM", description = "The first day, as in 2026-11-01.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The last day, which belongs to the range.")
    private String to = "";

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private SumOptions sums = new SumOptions();

    RangeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var stretch = Stretch.range(Stretch.parseDay(from), Stretch.parseDay(to));
        return new SumsPrinter(desk, sums).print(stretch.name(), calls.filter(stretch), Grouping.MODEL);
    }
}
