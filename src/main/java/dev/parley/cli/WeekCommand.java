package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "week", description = "What one week cost, from Monday.", mixinStandardHelpOptions = true)
final class WeekCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            arity = "0..1",
            paramLabel = "WEEK",
            description = "The week, as in 2026-W47, or a day of it; this week unless said.")
    private @Nullable String asked;

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private SumOptions sums = new SumOptions();

    WeekCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        var stretch = asked == null ? Stretch.weekOf(today) : Stretch.week(asked);
        return new SumsPrinter(desk, sums).print(stretch.name(), calls.filter(stretch), Grouping.MODEL);
    }
}
