package dev.parley.cli;

import dev.parley.ledger.RollUpCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description =
                "Add up every entry of the ledger and compare with the sums that are kept. Reads the whole ledger.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Desk desk;

    CheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return desk.withLedger(ledger -> {
            var differences = new RollUpCheck(ledger).differences();
            if (differences.isEmpty()) {
                desk.out().println("The sums that are kept are those of the entries.");
                return ExitCode.DONE;
            }
            for (var difference : differences) {
                desk.out()
                        .println(difference.rollUp() + " " + difference.key() + ": kept " + difference.rolledUp()
                                + ", the entries add up to " + difference.entries());
            }
            return ExitCode.NO_ANSWER;
        });
    }
}
