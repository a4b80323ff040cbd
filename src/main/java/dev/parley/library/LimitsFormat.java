package dev.parley.library;

import static dev.parley.library.Shape.Field.optional;
import static dev.parley.library.Shape.Field.required;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Pace;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.library.Shape.Choice;
import dev.parley.library.Shape.Fields;
import dev.parley.library.Shape.Form;
import dev.parley.library.Shape.ListOf;
import dev.parley.library.Shape.Text;
import dev.parley.library.Shape.Whole;
import dev.parley.money.Usd;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file `limits.yaml` at the root of the project: what may be spent, and how fast providers may be called.
final class LimitsFormat {
    static final String FILE = "limits.yaml";
    static final String DEFAULT_ZONE = "UTC";

    static final Fields BUDGET = Fields.of(
            required(
                    "scope",
                    Choice.of("system", "project", "user", "persona", "run", "request"),
                    "Whose spending it bounds."),
            optional(
                    "subject",
                    new Text(LimitEntry.LONGEST_NAME, Form.LINE),
                    "The name of one project, user or persona; absent or * gives each one a budget of its own."),
            required(
                    "period",
                    Choice.of("day", "week", "month", "total"),
                    "When it begins anew; weeks begin on Monday. Runs and requests have total."),
            required("usd", Shape.Decimal.between("0", LimitEntry.MOST.plain()), "US dollars."),
            optional(
                    "action",
                    Choice.of("warn", "pause", "block"),
                    "What happens to a call that does not fit: alerts alone, its run waits, or its run ends; block"
                            + " unless said."),
            optional(
                    "unpriced",
                    Choice.of("refuse", "allow"),
                    "What happens to a call of a model without a price; refuse unless said."));

    private static final ListOf BUDGETS = new ListOf(BUDGET, 0, 1_000);

    private static final Fields PACE = Fields.of(
            optional("at_once", new Whole(1, Pace.MOST), "Calls that may be out at the same time."),
            optional("per_minute", new Whole(1, Pace.MOST), "Calls that may go out within any minute."));

    static final Fields SHAPE = Fields.of(
            optional(
                    "zone",
                    new Text(60, Form.ZONE),
                    "The time zone of days, weeks and months, as in Europe/Berlin; UTC unless said."),
            optional("budgets", BUDGETS, "What live runs may spend."),
            optional("rehearsal", BUDGETS, "What rehearsals may spend, in play money."),
            optional(
                    "providers",
                    new Shape.FieldsByName(Form.ID, 200, PACE),
                    "How fast providers may be called, by all nodes together."),
            Shape.Field.extra());

    private LimitsFormat() {}

    /// The limits, or empty with everything that is wrong in `findings`.
    static Optional<Limits> read(String text, Findings findings) {
        var root = YamlReader.read(text, findings);
        root.ifPresent(file -> {
            new ShapeCheck(findings).check(file, SHAPE, "");
            new LimitsCheck(file, findings).check();
        });
        return findings.isEmpty() ? root.map(LimitsFormat::limits) : Optional.empty();
    }

    private static Limits limits(Node.Mapping file) {
        return new Limits(
                ZoneId.of(file.text("zone").orElse(DEFAULT_ZONE)),
                entries(file, "budgets"),
                entries(file, "rehearsal"),
                paces(file));
    }

    private static List<LimitEntry> entries(Node.Mapping file, String side) {
        return file.items(side).stream().map(item -> entry((Node.Mapping) item)).toList();
    }

    /// @param item one that fits the shape
    static LimitEntry entry(Node.Mapping item) {
        var scope = Scope.ofWireName(item.requiredText("scope"));
        return new LimitEntry(
                scope,
                LimitEntry.subjectOf(scope, item.text("subject").orElse(null)),
                Period.ofWireName(item.requiredText("period")),
                Usd.of(item.requiredText("usd")),
                item.text("action").map(Action::ofWireName).orElse(Action.BLOCK),
                item.text("unpriced").map(Unpriced::ofWireName).orElse(Unpriced.REFUSE));
    }

    private static Map<String, Pace> paces(Node.Mapping file) {
        var paces = new HashMap<String, Pace>();
        file.mapping("providers")
                .ifPresent(providers -> providers.entries().forEach((provider, entry) -> {
                    var pace = (Node.Mapping) entry.value();
                    paces.put(provider, new Pace(whole(pace, "at_once"), whole(pace, "per_minute")));
                }));
        return paces;
    }

    private static @Nullable Integer whole(Node.Mapping pace, String field) {
        return pace.text(field)
                .map(text -> new java.math.BigDecimal(text).intValueExact())
                .orElse(null);
    }
}
