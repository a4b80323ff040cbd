package dev.parley.cli;

import dev.parley.ledger.CostTable;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.money.Usd;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Sums as a table for people: keys to the left, amounts under one another by their points.
final class SumTable {
    private static final String NONE = "(none)";

    private final List<Grouping> groupings;
    private final boolean exact;

    SumTable(List<Grouping> groupings, boolean exact) {
        this.groupings = groupings;
        this.exact = exact;
    }

    void print(CostTable table, PrintStream out) {
        var columns = new TextColumns();
        var head = new ArrayList<TextColumns.Cell>();
        groupings.forEach(grouping -> head.add(TextColumns.Cell.left(grouping.wireName())));
        for (var name : List.of("calls", "tokens in", "tokens out", "USD", "saved")) {
            head.add(TextColumns.Cell.right(name));
        }
        head.add(TextColumns.Cell.left(""));
        columns.add(head);
        table.items().forEach(sum -> columns.add(row(sum.keys(), sum)));
        if (table.hasMore()) {
            columns.add(List.of(TextColumns.Cell.left("…")));
        }
        var together = new ArrayList<@Nullable String>();
        groupings.forEach(_ -> together.add(together.isEmpty() ? "together" : ""));
        columns.addLine();
        columns.add(row(together, table.total()));
        columns.print(out);
    }

    private List<TextColumns.Cell> row(List<@Nullable String> keys, GroupSum sum) {
        var cells = new ArrayList<TextColumns.Cell>();
        keys.forEach(key -> cells.add(TextColumns.Cell.left(key == null ? NONE : key)));
        cells.add(TextColumns.Cell.right(count(sum.calls())));
        cells.add(TextColumns.Cell.right(count(sum.usage().totalInput())));
        cells.add(TextColumns.Cell.right(count(sum.usage().output())));
        boolean nothingKnown = sum.unknownCalls() > 0 && sum.usd().isZero();
        cells.add(nothingKnown ? TextColumns.Cell.right("—") : TextColumns.Cell.amount(amount(sum.usd())));
        cells.add(TextColumns.Cell.amount(amount(sum.saved())));
        cells.add(TextColumns.Cell.left(notes(sum)));
        return cells;
    }

    private String amount(Usd usd) {
        return exact ? usd.plain() : usd.display().replace("$", "");
    }

    /// What the sum lacks, and what in it is not a listed price.
    private static String notes(GroupSum sum) {
        var notes = new ArrayList<String>();
        if (sum.unknownCalls() > 0) {
            var most = sum.unknownUpTo();
            notes.add("+ " + count(sum.unknownCalls()) + " unknown, "
                    + (most == null ? "with no known limit" : "at most " + most.display()));
        }
        if (sum.assumedCalls() > 0) {
            notes.add("of it " + sum.assumedUsd().display() + " assumed for unknown models");
        }
        if (sum.failedCalls() > 0) {
            notes.add(count(sum.failedCalls()) + " failed free of charge");
        }
        return String.join("; ", notes);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
