package dev.parley.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `parley prices …`: prices from public tables.
@Command(
        name = "prices",
        description = "Compare the library's prices with a public table, and take what you choose.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What is taken goes to pricing/imported/, with its day and source; files kept by hand are not touched.",
            "A table can be older than your files: read the difference before you take all of it."
        })
public final class PricesCommands implements Runnable {
    private final Desk desk;

    private PricesCommands(Desk desk) {
        this.desk = desk;
    }

    public static CommandLine on(Desk desk) {
        return new CommandLine(new PricesCommands(desk)).addSubcommand(new ImportCommand(desk));
    }

    @Override
    public void run() {
        on(desk).usage(desk.out());
    }
}
