package dev.parley.cli;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Repricing;
import dev.parley.ledger.export.AnswerJson;
import dev.parley.ledger.export.RepricedAnswer;
import dev.parley.pricing.Repriced;
import dev.parley.pricing.Terms;
import dev.parley.tokens.TokenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reprice",
        description =
                "What calls would have cost under other prices, on another model or on another day. Nothing in the"
                        + " ledger changes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  parley cost reprice --run 0192d5a8-… --on-model openai/gpt-6-luna",
            "  parley cost reprice --from 2026-11-01 --on-day 2027-01-01 --rehearsal",
            "  parley cost reprice --project thesis --prices negotiated.yaml"
        })
final class RepriceCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Mixin
    private CallOptions calls = new CallOptions();

    @Mixin
    private TermsOptions options = new TermsOptions();

    @Option(names = "--json", description = "Print JSON with every digit, for programs.")
    private boolean json;

    RepriceCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var stretch = range.stretch();
        var run = range.run() == null ? null : RunIds.parse(range.run());
        var terms = options.terms(desk.library());
        return desk.withLedger(ledger -> {
            var filter = run == null
                    ? calls.filter(stretch)
                    : calls.filter(RunIds.mode(ledger, run), stretch).withRun(run);
            return print(ledger, filter, terms);
        });
    }

    private int print(DataSource ledger, CallFilter filter, Terms terms) {
        return switch (new Repricing(ledger).reprice(filter, terms)) {
            case Repricing.Answer.TooMany(long found) ->
                throw new Desk.Refused(found + " calls; at most " + Repricing.MOST_CALLS
                        + " are priced again at once, so ask for fewer days");
            case Repricing.Answer.Done(var result) -> {
                if (json) {
                    var answer = RepricedAnswer.of(result, filter.mode(), terms);
                    AnswerJson.write(answer, desk.out());
                } else {
                    table(result, terms);
                }
                yield ExitCode.DONE;
            }
        };
    }

    private void table(Repricing.Result result, Terms terms) {
        desk.out().println("Priced again " + terms.words() + ", with the same tokens");
        if (result.total().calls() == 0) {
            desk.out().println("No call to price again.");
            return;
        }
        var columns = new TextColumns();
        columns.add(List.of(
                TextColumns.Cell.left("persona"),
                TextColumns.Cell.right("calls"),
                TextColumns.Cell.right("paid, USD"),
                TextColumns.Cell.right("again, USD"),
                TextColumns.Cell.right("difference"),
                TextColumns.Cell.left("")));
        for (var part : result.byPersona()) {
            columns.add(row(part.persona() == null ? "(none)" : part.persona(), part.repriced()));
        }
        columns.addLine();
        columns.add(row("together", result.total()));
        for (var tokenClass : TokenClass.values()) {
            columns.add(classRow(tokenClass, result.total()));
        }
        columns.print(desk.out());
    }

    private static List<TextColumns.Cell> row(String name, Repriced repriced) {
        return List.of(
                TextColumns.Cell.left(name),
                TextColumns.Cell.right(Long.toString(repriced.calls())),
                TextColumns.Cell.amount(repriced.usdBefore().plain()),
                TextColumns.Cell.amount(repriced.usdAfter().plain()),
                TextColumns.Cell.amount(repriced.difference().plain()),
                TextColumns.Cell.left(notes(repriced)));
    }

    private static List<TextColumns.Cell> classRow(TokenClass tokenClass, Repriced repriced) {
        return List.of(
                TextColumns.Cell.left("  " + tokenClass.wireName()),
                TextColumns.Cell.right(""),
                TextColumns.Cell.amount(repriced.before()
                        .getOrDefault(tokenClass, dev.parley.money.Usd.ZERO)
                        .plain()),
                TextColumns.Cell.amount(repriced.after()
                        .getOrDefault(tokenClass, dev.parley.money.Usd.ZERO)
                        .plain()),
                TextColumns.Cell.amount(repriced.difference(tokenClass).plain()));
    }

    private static String notes(Repriced repriced) {
        var notes = new ArrayList<String>();
        if (repriced.lost() > 0) {
            notes.add(repriced.lost() + " would be unknown");
        }
        if (repriced.found() > 0) {
            notes.add(repriced.found() + " unknown, would be known");
        }
        if (repriced.unknown() > 0) {
            notes.add(repriced.unknown() + " unknown either way");
        }
        var left = notes.isEmpty() ? "" : String.join("; ", notes) + ": not in these sums";
        return repriced.assumedAfter().isZero()
                ? left
                : repriced.assumedAfter().display() + " assumed for unknown models"
                        + (left.isEmpty() ? "" : "; " + left);
    }
}
