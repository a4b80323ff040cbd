package dev.parley.web;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate.TurnShare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The running total turn by turn, drawn into a box of `WIDTH` by `HEIGHT`: the estimate's band and line, what was
/// really paid, and how it looks from there.
///
/// @param band points of the interval's outline
/// @param likely points of the expected total
/// @param actual points of the real total; empty before the first message
/// @param aheadBand as `band`, estimated anew from the last message on; empty where it was not
/// @param aheadLikely as `likely`, in the same way
/// @param top what the upper edge stands for
/// @param words the same for those who cannot see it
public record CostPicture(
        String band,
        String likely,
        String actual,
        String aheadBand,
        String aheadLikely,
        Amount top,
        int turns,
        String words) {
    static final int WIDTH = 1000;
    static final int HEIGHT = 300;

    /// The turns ahead, estimated anew.
    ///
    /// @param afterTurn how many were taken by then
    /// @param paid for these
    /// @param byTurn what the others add to it
    record Ahead(int afterTurn, Usd paid, List<TurnShare> byTurn) {}

    /// @param paid real totals after each message, in order
    /// @param ahead null where nothing is, or nothing was estimated anew
    static CostPicture of(List<TurnShare> byTurn, List<Usd> paid, @Nullable Ahead ahead) {
        var top = paid.stream().reduce(highest(byTurn, Usd.ZERO), Usd::max);
        if (ahead != null) {
            top = top.max(highest(ahead.byTurn, ahead.paid));
        }
        int turns = Math.max(1, Math.max(byTurn.isEmpty() ? 0 : byTurn.getLast().turn(), paid.size()));
        // The estimate of a run that branched off begins after the turns that it was given.
        int start = byTurn.isEmpty() ? 0 : byTurn.getFirst().turn() - 1;
        var first = new Drawn(byTurn, start, Usd.ZERO, turns, top);
        var again = ahead == null ? null : new Drawn(ahead.byTurn, ahead.afterTurn, ahead.paid, turns, top);
        return new CostPicture(
                first.band(),
                first.likely(),
                actual(paid, ahead, turns, top),
                again == null ? "" : again.band(),
                again == null ? "" : again.likely(),
                isKnown(byTurn, paid) ? Amount.of(top) : Amount.unknown("no price is known"),
                turns,
                words(byTurn, paid, ahead));
    }

    private static Usd highest(List<TurnShare> byTurn, Usd from) {
        var highest = from;
        for (var turn : byTurn) {
            var high = turn.cumulativeHigh();
            highest = high == null ? highest : highest.max(from.plus(high));
        }
        return highest;
    }

    /// What the turn under way has cost already stands above the last message.
    private static String actual(List<Usd> paid, @Nullable Ahead ahead, int turns, Usd top) {
        if (paid.isEmpty()) {
            return "";
        }
        var actual = new StringBuilder("0," + HEIGHT);
        for (int i = 0; i < paid.size(); i++) {
            append(actual, x(i + 1, turns), paid.get(i), top);
        }
        if (ahead != null && ahead.paid.compareTo(paid.getLast()) > 0) {
            append(actual, x(ahead.afterTurn, turns), ahead.paid, top);
        }
        return actual.toString();
    }

    /// Lines of an estimate that begins after a turn, where so much was paid.
    private record Drawn(List<TurnShare> byTurn, int after, Usd from, int turns, Usd top) {
        String likely() {
            var likely = start();
            byTurn.forEach(turn -> append(likely, x(turn.turn(), turns), total(turn.cumulative()), top));
            return likely.toString();
        }

        String band() {
            var upper = start();
            var lower = new StringBuilder();
            for (var turn : byTurn) {
                int x = x(turn.turn(), turns);
                append(upper, x, total(turn.cumulativeHigh()), top);
                var low = total(turn.cumulativeLow());
                if (low != null) {
                    lower.insert(0, " " + x + "," + y(low, top));
                }
            }
            return upper.append(lower).toString();
        }

        private StringBuilder start() {
            return new StringBuilder(x(after, turns) + "," + y(from, top));
        }

        private @Nullable Usd total(@Nullable Usd ahead) {
            return ahead == null ? null : from.plus(ahead);
        }
    }

    private static boolean isKnown(List<TurnShare> byTurn, List<Usd> paid) {
        return byTurn.isEmpty()
                || byTurn.getLast().cumulative() != null
                || paid.stream().anyMatch(usd -> !usd.isZero());
    }

    private static void append(StringBuilder points, int x, @Nullable Usd total, Usd top) {
        if (total != null) {
            points.append(' ').append(x).append(',').append(y(total, top));
        }
    }

    private static String words(List<TurnShare> byTurn, List<Usd> paid, @Nullable Ahead ahead) {
        var expected = byTurn.isEmpty() ? "No turns ahead" : expected(byTurn.getLast());
        if (paid.isEmpty()) {
            return expected;
        }
        var words = expected + ". Paid after " + Figures.counted(paid.size(), "message", "messages") + ": "
                + paid.getLast().display();
        var last = ahead == null || ahead.byTurn.isEmpty() ? null : ahead.byTurn.getLast();
        var likely = last == null ? null : last.cumulative();
        return ahead == null || likely == null
                ? words
                : words + ". Expected now, in the end: "
                        + ahead.paid.plus(likely).display();
    }

    private static String expected(TurnShare last) {
        var total = last.cumulative();
        var low = last.cumulativeLow();
        var high = last.cumulativeHigh();
        if (total == null || low == null || high == null) {
            return "What " + Figures.counted(last.turn(), "turn", "turns") + " will cost is not known";
        }
        var words = "Expected total after turn " + last.turn() + ": " + total.display() + ", between " + low.display()
                + " and " + high.display();
        return last.lacking() == 0
                ? words
                : words + ", without " + Figures.counted(last.lacking(), "turn", "turns") + " of unknown cost";
    }

    private static int x(int turn, int turns) {
        return WIDTH * turn / turns;
    }

    private static int y(Usd total, Usd top) {
        if (top.isZero()) {
            return HEIGHT;
        }
        return HEIGHT
                - total.amount()
                        .multiply(BigDecimal.valueOf(HEIGHT))
                        .divide(top.amount(), 0, RoundingMode.HALF_EVEN)
                        .intValue();
    }
}
