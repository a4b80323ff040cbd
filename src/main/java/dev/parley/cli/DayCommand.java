package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "day", description = "What one day cost.", mixinStandardHelpOptions = true)
final class DayCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATE",
            description = "The day, as in 2026-11-24; today (UTC) unless said.")
    private @Nullable String asked;

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private SumOptions sums = new SumOptions();

    DayCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        var stretch = Stretch.day(asked == null ? today : Stretch.parseDay(asked));
        return new SumsPrinter(desk, sums).print(stretch.name(), calls.filter(stretch), Grouping.MODEL);
    }
}
