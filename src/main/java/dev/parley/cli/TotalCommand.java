package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "total", description = "Everything that was ever spent.", mixinStandardHelpOptions = true)
final class TotalCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private SumOptions sums = new SumOptions();

    TotalCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return new SumsPrinter(desk, sums).print(Stretch.EVER.name(), calls.filter(Stretch.EVER), Grouping.MODEL);
    }
}
