package dev.parley.cli;

import dev.parley.ledger.Grouping;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "month", description = "What one month cost.", mixinStandardHelpOptions = true)
final class MonthCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(arity = "0..1", paramLabel = "MONTH", description = "The month, as in 2026-11; this month unless said.")
    private @Nullable String asked;

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private SumOptions sums = new SumOptions();

    MonthCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        var stretch = Stretch.month(asked == null ? YearMonth.from(today) : Stretch.parseMonth(asked));
        return new SumsPrinter(desk, sums).print(stretch.name(), calls.filter(stretch), Grouping.MODEL);
    }
}
