package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.Dimension;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was spent: at a glance, and by one thing or two at a time. Real money or play money, never both.
///
/// @param filters what the calls are narrowed to, each as a link that drops it
/// @param hidden the view without what the form itself asks for, as fields of the form
/// @param more what is said when not every group has a row; empty when all have
/// @param export the ledger's entries behind the table, as a file; the form is still to be appended
/// @param reprice where the same calls are priced again
public record CostsPage(
        boolean rehearsal,
        List<Tile> tiles,
        List<Choice> modes,
        List<Choice> periods,
        List<Choice> groupings,
        List<Choice> divisions,
        List<Choice> filters,
        List<Hidden> hidden,
        String from,
        String to,
        List<String> columns,
        List<Row> rows,
        Row total,
        String more,
        String export,
        String reprice,
        List<FieldError> errors) {
    private static final int WIDTH = 1000;
    private static final List<Grouping> DIVISIONS = List.of(
            Grouping.MODEL, Grouping.PROVIDER, Grouping.PERSONA, Grouping.PROJECT, Grouping.PURPOSE, Grouping.DAY);

    public CostsPage {
        tiles = List.copyOf(tiles);
        modes = List.copyOf(modes);
        periods = List.copyOf(periods);
        groupings = List.copyOf(groupings);
        divisions = List.copyOf(divisions);
        filters = List.copyOf(filters);
        hidden = List.copyOf(hidden);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        errors = List.copyOf(errors);
    }

    /// @param unknown calls of unknown cost in words; empty when there are none
    public record Tile(String label, Amount cost, String unknown) {
        static Tile of(String label, GroupSum sum) {
            return new Tile(label, TotalsView.paid(sum.usd(), sum.unknownCalls()), CostsPage.unknown(sum));
        }
    }

    /// One of several, as a link that says which one it is.
    public record Choice(String label, String address, boolean current) {}

    public record Hidden(String name, String value) {}

    /// A key of a group.
    ///
    /// @param address where there is more about it; empty when nowhere
    public record Key(String name, String address) {}

    /// @param assumed the part that was priced by the operator's price for unknown models, in words; empty for none
    /// @param width of the group's bar, in thousandths of the dearest
    public record Row(
            List<Key> keys,
            String calls,
            String tokens,
            String cached,
            Amount saved,
            Amount cost,
            String unknown,
            String assumed,
            int width) {
        public Row {
            keys = List.copyOf(keys);
        }
    }

    static CostsPage of(CostView view, CostTable table, List<Tile> tiles, Instant now) {
        var dearest = table.items().stream().map(GroupSum::usd).reduce(Usd.ZERO, Usd::max);
        var rows = new ArrayList<Row>();
        for (var sum : table.items()) {
            rows.add(row(keys(view, sum), sum, dearest));
        }
        return new CostsPage(
                view.mode() == RunMode.REHEARSAL,
                tiles,
                Arrays.stream(RunMode.values())
                        .map(mode -> new Choice(
                                mode == RunMode.LIVE ? "real money" : "play money",
                                view.withMode(mode).address(),
                                mode == view.mode()))
                        .toList(),
                Arrays.stream(CostView.Stretch.values())
                        .map(stretch -> new Choice(
                                stretch.label(),
                                view.withStretch(stretch).address(),
                                !view.hasOwnDays() && stretch == view.stretch()))
                        .toList(),
                Arrays.stream(Grouping.values())
                        .map(grouping -> new Choice(
                                grouping.wireName(), view.withBy(grouping).address(), grouping == view.by()))
                        .toList(),
                divisions(view),
                filters(view),
                hidden(view),
                view.from() == null ? "" : view.from().toString(),
                view.to() == null ? "" : view.to().toString(),
                view.groupings().stream().map(Grouping::wireName).toList(),
                rows,
                row(List.of(new Key("Together", "")), table.total(), Usd.ZERO),
                table.hasMore() ? "The first " + Figures.count(table.items().size()) + "; the sum is of all." : "",
                "/api/costs/export?" + view.callsQuery(now) + "&format=",
                "/costs/reprice?" + view.callsQuery(now),
                view.errors());
    }

    private static List<Choice> divisions(CostView view) {
        var none = Stream.of(new Choice("nothing", view.withThen(null).address(), view.then() == null));
        var others = DIVISIONS.stream()
                .filter(grouping -> grouping != view.by())
                .map(grouping ->
                        new Choice(grouping.wireName(), view.withThen(grouping).address(), grouping == view.then()));
        return Stream.concat(none, others).toList();
    }

    private static List<Choice> filters(CostView view) {
        return view.only().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(one -> new Choice(
                        one.getKey().wireName() + " " + one.getValue(),
                        view.without(one.getKey()).address(),
                        false))
                .toList();
    }

    private static List<Hidden> hidden(CostView view) {
        var hidden = new ArrayList<Hidden>();
        hidden.add(new Hidden("mode", view.mode().wireName()));
        hidden.add(new Hidden("by", view.by().wireName()));
        if (view.then() != null) {
            hidden.add(new Hidden("then", view.then().wireName()));
        }
        view.only().forEach((dimension, value) -> hidden.add(new Hidden(dimension.wireName(), value)));
        return hidden;
    }

    private static List<Key> keys(CostView view, GroupSum sum) {
        var keys = new ArrayList<Key>();
        for (int i = 0; i < view.groupings().size(); i++) {
            keys.add(key(view, view.groupings().get(i), sum.keys().get(i)));
        }
        return keys;
    }

    /// A key leads to the same page narrowed to it, a run to its own page.
    private static Key key(CostView view, Grouping grouping, @Nullable String value) {
        if (value == null) {
            return new Key("none (speaker choices)", "");
        }
        return switch (grouping) {
            case RUN -> new Key(value, "/runs/" + value);
            case PERSONA -> narrowed(view, Dimension.PERSONA, value, Grouping.MODEL);
            case MODEL -> narrowed(view, Dimension.MODEL, value, Grouping.PERSONA);
            case PROVIDER -> narrowed(view, Dimension.PROVIDER, value, Grouping.MODEL);
            case PROJECT -> narrowed(view, Dimension.PROJECT, value, Grouping.MODEL);
            case USER -> narrowed(view, Dimension.USER, value, Grouping.PROJECT);
            case PURPOSE -> narrowed(view, Dimension.PURPOSE, value, Grouping.MODEL);
            case HOUR, DAY, WEEK, MONTH -> new Key(value, "");
        };
    }

    private static Key narrowed(CostView view, Dimension dimension, String value, Grouping next) {
        return new Key(
                value, view.only(dimension, value).withThen(null).withBy(next).address());
    }

    private static Row row(List<Key> keys, GroupSum sum, Usd dearest) {
        return new Row(
                keys,
                Figures.count(sum.calls()),
                Figures.count(sum.usage().total()),
                Figures.percent(sum.usage().cacheRead(), sum.usage().totalInput()),
                Amount.of(sum.saved()),
                TotalsView.paid(sum.usd(), sum.unknownCalls()),
                unknown(sum),
                sum.assumedCalls() == 0
                        ? ""
                        : "of it " + sum.assumedUsd().display() + " at the price assumed for unknown models",
                dearest.isZero()
                        ? 0
                        : sum.usd()
                                .amount()
                                .multiply(BigDecimal.valueOf(WIDTH))
                                .divide(dearest.amount(), 0, RoundingMode.HALF_EVEN)
                                .intValue());
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
