package dev.parley.cli;

import dev.parley.library.pricetable.PriceDiff.Change;
import dev.parley.library.pricetable.Skipped;
import dev.parley.library.pricetable.TableAnswer;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a table differs from the library's prices, for people. Amounts are USD per million tokens.
final class DiffText {
    private static final int MOST_LISTED = 40;

    private final TableAnswer.Shown shown;

    DiffText(TableAnswer.Shown shown) {
        this.shown = shown;
    }

    void print(PrintStream out) {
        var diff = shown.diff();
        out.println(shown.table().source());
        out.println(diff.added().size() + " new, " + diff.changed().size() + " changed, "
                + diff.same().size() + " the same, " + diff.gone().size() + " of ours not in it, "
                + diff.skipped().size() + " skipped");
        diff.changed().forEach(changed -> {
            out.println();
            changed.changes().forEach(change -> print(changed.id().toString(), change, out));
        });
        list("new", diff.added().stream().map(added -> added.id().toString()).toList(), out);
        list(
                "of ours, not in the table, kept",
                diff.gone().stream().map(Object::toString).toList(),
                out);
        reasons(diff.skipped().stream().collect(Collectors.groupingBy(Skipped::reason, Collectors.counting())), out);
        diff.notes().forEach(note -> out.println("note: " + note));
    }

    private static void print(String model, Change change, PrintStream out) {
        out.println(model + ", from " + change.effectiveFrom());
        for (var one : change.classes()) {
            var percent = one.percent();
            out.println("  " + one.tokenClass().wireName() + ": " + amount(one.ours()) + " → " + amount(one.theirs())
                    + (percent == null
                            ? ""
                            : " (" + (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %)"));
        }
        change.words().forEach(words -> out.println("  " + words));
    }

    private static void list(String what, java.util.List<String> models, PrintStream out) {
        if (models.isEmpty()) {
            return;
        }
        out.println();
        out.println(what + ":");
        models.stream().limit(MOST_LISTED).forEach(model -> out.println("  " + model));
        if (models.size() > MOST_LISTED) {
            out.println("  … and " + (models.size() - MOST_LISTED) + " more");
        }
    }

    private static void reasons(Map<String, Long> reasons, PrintStream out) {
        if (!reasons.isEmpty()) {
            out.println();
            out.println("skipped, because:");
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(reason -> out.println("  " + reason.getValue() + " × " + reason.getKey()));
        }
    }

    private static String amount(@Nullable BigDecimal usdPerMtok) {
        return usdPerMtok == null ? "none" : usdPerMtok.toPlainString();
    }
}
