package dev.parley.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `parley cost …`: what was spent, from the ledger.
@Command(
        name = "cost",
        description = "What was spent, from the ledger. Works whether or not Parley serves at the moment.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false,
        footer = {
            "",
            "Days begin at 00:00 UTC. An amount that is not known is never counted as zero: it is shown beside the sum,",
            "with what it can be at the most.",
            "",
            "Examples:",
            "  parley cost day                              today, by model",
            "  parley cost month 2026-11 --by day,model     a month in a table",
            "  parley cost total --by project --json        for a program",
            "  parley cost run 0192d5a8-… --by persona      who in a run cost what",
            "  parley cost range 2026-11-01 2026-11-07      a week of days, the last included",
            "  parley cost reprice --on-model openai/gpt-6-luna --from 2026-11-01",
            "  parley cost export --format csv --from 2026-11-01 > november.csv",
            "",
            "Ends with 0 when it answered, 1 when there is nothing to answer with (no ledger, no such run, a check",
            "that found differences), 2 when it was not understood."
        })
public final class CostCommands implements Runnable {
    private final Desk desk;

    private CostCommands(Desk desk) {
        this.desk = desk;
    }

    public static CommandLine on(Desk desk) {
        var cost = new CommandLine(new CostCommands(desk));
        cost.addSubcommand(new TotalCommand(desk));
        cost.addSubcommand(new RunCommand(desk));
        cost.addSubcommand(new DayCommand(desk));
        cost.addSubcommand(new WeekCommand(desk));
        cost.addSubcommand(new MonthCommand(desk));
        cost.addSubcommand(new RangeCommand(desk));
        cost.addSubcommand(new ExportCommand(desk));
        cost.addSubcommand(new RepriceCommand(desk));
        cost.addSubcommand(new CheckCommand(desk));
        return cost;
    }

    @Override
    public void run() {
        new CommandLine(this).usage(desk.out());
    }
}
