package dev.parley.cli;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.StopRules;
import dev.parley.ledger.export.AnswerJson;
import dev.parley.library.Library;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.run.Offer;
import dev.parley.run.PastRuns;
import dev.parley.run.RunEstimate;
import dev.parley.run.RunRequest;
import dev.parley.run.Runs;
import dev.parley.run.ScriptEstimates;
import dev.parley.run.export.EstimateAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `parley estimate FILE`: what a run would cost.
@Command(
        name = "estimate",
        description = "What a run of a script would cost, before its first call.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nine runs in ten lie in the interval. It learns from the finished runs in the ledger, live ones where there",
            "are any; without a ledger it goes by the script alone.",
            "",
            "Examples:",
            "  parley estimate scripts/interview.yaml",
            "  parley estimate scripts/interview.yaml --models mara=openai/gpt-6-luna,sam=ollama/qwen3",
            "  parley estimate scripts/interview.yaml --models anthropic/claude-haiku-5   everybody on it",
            "  parley estimate scripts/interview.yaml --every-model",
            "  parley estimate scripts/interview.yaml --words 60 --budget 0.05"
        })
public final class EstimateCommand implements Callable<Integer> {
    private static final long MOST_BYTES = 1_000_000;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,12})?");

    private final Desk desk;

    @Parameters(paramLabel = "FILE", description = "A script in YAML.")
    private Path file = Path.of("");

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "PERSONA=MODEL",
            description = "Other models for some of the cast, or one for everybody.")
    private List<String> models = List.of();

    @Option(names = "--turns", paramLabel = "N", description = "Other than the script says.")
    private @Nullable Integer turns;

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "Ask speakers to stay under so many, other than the script says.")
    private @Nullable Integer words;

    @Option(
            names = "--budget",
            paramLabel = "USD",
            description = "What the run may cost; where it would likely cost more, list what fits.")
    private @Nullable String budgetText;

    @Option(names = "--every-model", description = "List what everybody on each model would cost.")
    private boolean everyModel;

    @Option(names = "--json", description = "Print JSON as the API gives it, for programs.")
    private boolean json;

    public EstimateCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var library = desk.library();
        var script = script(library);
        var contents = library.contents();
        var estimates = new ScriptEstimates(
                contents.personas(),
                contents.catalogue(),
                contents.prices(),
                desk.counter(),
                desk.clock().instant(),
                knowledge());
        var request = new RunRequest(script, RunMode.REHEARSAL, models(script), budget(), null);
        return switch (estimates.estimate(request)) {
            case Runs.Estimated.Refused(var field, var reason) -> throw new Desk.Refused(field + ": " + reason);
            case Runs.Estimated.Made(var estimate) -> {
                if (json) {
                    AnswerJson.write(EstimateAnswer.of(estimate), desk.out());
                } else {
                    print(script, estimate);
                }
                yield ExitCode.DONE;
            }
        };
    }

    private Script script(Library library) {
        var script = switch (library.readScript(text())) {
            case Library.ReadScript.Read(var read) -> read;
            case Library.ReadScript.Broken(var problems) -> {
                problems.forEach(problem -> desk.err()
                        .println("parley: " + file + ", line " + problem.line() + ", " + problem.field() + ": "
                                + problem.message()));
                throw new Desk.Refused(file + " is no script that could run");
            }
        };
        var adjusted = script;
        if (turns != null) {
            between("--turns", turns, StopRules.MOST_TURNS);
            adjusted = adjusted.withStops(script.stops().withTurns(turns));
        }
        if (words != null) {
            between("--words", words, Script.ReplyLimits.MOST_TOKENS);
            adjusted = adjusted.withReply(script.reply().withWords(words));
        }
        return adjusted;
    }

    private static void between(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new Misused(option + " must be 1 to " + most + ", not " + value);
        }
    }

    private @Nullable Usd budget() {
        if (budgetText == null) {
            return null;
        }
        if (!AMOUNT.matcher(budgetText).matches() || Usd.of(budgetText).isZero()) {
            throw new Misused("--budget must be an amount in USD such as 0.05");
        }
        return Usd.of(budgetText);
    }

    private String text() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Desk.Refused(file + " has more than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new Desk.Refused(file + " could not be read: " + e.getMessage());
        }
    }

    private Map<String, ModelId> models(Script script) {
        var wanted = new HashMap<String, ModelId>();
        for (var one : models) {
            int equals = one.indexOf('=');
            if (equals < 0) {
                script.cast().forEach(member -> wanted.put(member.persona(), model(one)));
            } else {
                wanted.put(one.substring(0, equals), model(one.substring(equals + 1)));
            }
        }
        return wanted;
    }

    private static ModelId model(String text) {
        try {
            return ModelId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Misused("--models: " + e.getMessage());
        }
    }

    private Knowledge knowledge() {
        var found = new ArrayList<Knowledge>();
        try {
            desk.withLedger(ledger -> {
                try (var connection = ledger.getConnection()) {
                    found.add(PastRuns.readForEstimates(connection));
                } catch (SQLException e) {
                    throw new Desk.Refused("past runs could not be read: " + e.getMessage());
                }
                return ExitCode.DONE;
            });
        } catch (Desk.Refused e) {
            desk.err().println("parley: going by the script alone: " + e.getMessage());
        }
        return found.isEmpty() ? Knowledge.NONE : found.getFirst();
    }

    private void print(Script script, RunEstimate made) {
        var answer = EstimateAnswer.of(made);
        desk.out()
                .println("Estimate of " + script.title() + ", " + script.stops().turns() + " turns, in USD");
        var columns = new TextColumns();
        add(columns, "likely", answer.usd().likely());
        add(columns, "nine in ten from", answer.usd().low());
        add(columns, "to", answer.usd().high());
        add(columns, "on the average", answer.usd().mean());
        add(columns, "never above", answer.usd().max());
        add(columns, "without caching", answer.withoutCaching());
        var batch = answer.batch();
        if (batch != null || !answer.unpriced().isEmpty()) {
            add(columns, "in a batch", batch);
        }
        columns.addLine();
        for (var share : answer.byPersona()) {
            var name = share.persona() == null ? "(choosing speakers)" : share.persona();
            add(columns, name + ", " + share.turns() + " × " + share.model(), share.likely());
        }
        if (everyModel) {
            columns.addLine();
            answer.models().forEach(on -> add(columns, "everybody on " + on.model(), on.likely()));
        }
        columns.addLine();
        made.savings().forEach(offer -> add(columns, "with " + words(offer.change()), offer));
        if (!made.fits().isEmpty()) {
            columns.addLine();
            made.fits().forEach(offer -> add(columns, "within the budget: " + words(offer.change()), offer));
        }
        columns.print(desk.out());
        var budget = budget();
        if (budget != null) {
            desk.out().println(budgetWords(made, budget));
        }
        answer.unpriced()
                .forEach(model -> desk.out()
                        .println("No price is known for " + model
                                + ": what it costs is missing above; it is not nothing."));
        var grounds = answer.grounds();
        if (grounds != null) {
            desk.out()
                    .println("Lengths from " + grounds.lengthsFrom() + " (" + grounds.runs()
                            + " runs), interval corrected by " + grounds.calibratedOn() + " runs.");
        }
    }

    private static String budgetWords(RunEstimate made, Usd budget) {
        if (made.estimate().max() == null) {
            return "A budget cannot be kept where a price is missing: a run with it would not be started.";
        }
        var over = made.overBudgetBy();
        if (over == null) {
            return "Likely within the budget of " + budget.plain() + ".";
        }
        return "Over budget by " + over.plain() + ": " + budget.plain() + " is allowed."
                + (made.fits().isEmpty() ? " No single change that would fit was found." : "");
    }

    private static String words(Offer.Change change) {
        return switch (change) {
            case Offer.Change.Turns(int turns) -> turns + " turns";
            case Offer.Change.Words(int words) -> words + " words asked for at most";
            case Offer.Change.OtherModel(var persona, var model) -> persona + " on " + model;
            case Offer.Change.EverybodyOn(var model) -> "everybody on " + model;
        };
    }

    private static void add(TextColumns columns, String name, Offer offer) {
        var likely = offer.usd().likely();
        add(columns, name, likely == null ? null : likely.plain());
    }

    private static void add(TextColumns columns, String name, @Nullable String usd) {
        columns.add(List.of(
                TextColumns.Cell.left(name),
                usd == null ? TextColumns.Cell.right("unknown") : TextColumns.Cell.amount(usd)));
    }
}
