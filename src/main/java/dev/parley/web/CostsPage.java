package dev.parley.web;

import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was spent: at a glance, and by one thing at a time. Real money or play money, never both.
///
/// @param more what is said when not every group has a row; empty when all have
/// @param export the ledger's entries behind the table, as a file; the form is still to be appended
public record CostsPage(
        boolean rehearsal,
        List<Tile> tiles,
        List<Choice> modes,
        List<Choice> periods,
        List<Choice> groupings,
        String groupedBy,
        List<Row> rows,
        Row total,
        String more,
        String export) {
    private static final int WIDTH = 1000;

    public CostsPage {
        tiles = List.copyOf(tiles);
        modes = List.copyOf(modes);
        periods = List.copyOf(periods);
        groupings = List.copyOf(groupings);
        rows = List.copyOf(rows);
    }

    /// @param unknown calls of unknown cost in words; empty when there are none
    public record Tile(String label, Amount cost, String unknown) {
        static Tile of(String label, GroupSum sum) {
            return new Tile(label, TotalsView.paid(sum.usd(), sum.unknownCalls()), CostsPage.unknown(sum));
        }
    }

    /// One of several, as a link that says which one it is.
    public record Choice(String label, String address, boolean current) {}

    /// @param address where there is more about the group; empty when nowhere
    /// @param width of the group's bar, in thousandths of the dearest
    public record Row(
            String name, String address, String calls, String tokens, Amount cost, String unknown, int width) {}

    static List<Row> rows(List<GroupSum> sums, Grouping grouping) {
        var dearest = sums.stream().map(GroupSum::usd).reduce(Usd.ZERO, Usd::max);
        var rows = new ArrayList<Row>();
        for (var sum : sums) {
            var key = sum.key();
            rows.add(row(key == null ? "none (speaker choices)" : key, address(key, grouping), sum, dearest));
        }
        return rows;
    }

    static Row row(String name, String address, GroupSum sum, Usd dearest) {
        return new Row(
                name,
                address,
                Figures.count(sum.calls()),
                Figures.count(sum.usage().total()),
                TotalsView.paid(sum.usd(), sum.unknownCalls()),
                unknown(sum),
                dearest.isZero()
                        ? 0
                        : sum.usd()
                                .amount()
                                .multiply(BigDecimal.valueOf(WIDTH))
                                .divide(dearest.amount(), 0, RoundingMode.HALF_EVEN)
                                .intValue());
    }

    private static String address(@Nullable String key, Grouping grouping) {
        if (key == null) {
            return "";
        }
        return switch (grouping) {
            case RUN -> "/runs/" + key;
            case PERSONA -> "/personas/" + ScriptSetup.encoded(key);
            case MODEL, PROVIDER, PROJECT, USER, PURPOSE, HOUR, DAY, WEEK, MONTH -> "";
        };
    }

    private static String unknown(GroupSum sum) {
        if (sum.unknownCalls() == 0) {
            return "";
        }
        var most = sum.unknownUpTo();
        return Figures.counted(sum.unknownCalls(), "call", "calls")
                + (most == null ? " unknown, with no known limit" : " unknown, at most " + most.display());
    }
}
