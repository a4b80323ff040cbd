package dev.parley.web;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate.TurnShare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The running total turn by turn, drawn into a box of `WIDTH` by `HEIGHT`: the estimate's band and line, and what was
/// really paid.
///
/// @param band points of the interval's outline
/// @param likely points of the expected total
/// @param actual points of the real total; empty before the first message
/// @param top what the upper edge stands for
/// @param words the same for those who cannot see it
public record CostPicture(String band, String likely, String actual, Amount top, int turns, String words) {
    static final int WIDTH = 1000;
    static final int HEIGHT = 300;

    /// @param paid real totals after each message, in order
    static CostPicture of(List<TurnShare> byTurn, List<Usd> paid) {
        var top = Usd.ZERO;
        for (var turn : byTurn) {
            top = turn.cumulativeHigh() == null ? top : top.max(turn.cumulativeHigh());
        }
        for (var total : paid) {
            top = top.max(total);
        }
        int turns = Math.max(1, Math.max(byTurn.isEmpty() ? 0 : byTurn.getLast().turn(), paid.size()));
        // The estimate of a run that branched off begins after the turns that it was given.
        int start = x(byTurn.isEmpty() ? 0 : byTurn.getFirst().turn() - 1, turns);
        var upper = new StringBuilder(start + "," + HEIGHT);
        var lower = new StringBuilder();
        var likely = new StringBuilder(start + "," + HEIGHT);
        for (var turn : byTurn) {
            int x = x(turn.turn(), turns);
            append(upper, x, turn.cumulativeHigh(), top);
            append(likely, x, turn.cumulative(), top);
            if (turn.cumulativeLow() != null) {
                lower.insert(0, " " + x + "," + y(turn.cumulativeLow(), top));
            }
        }
        var actual = new StringBuilder();
        if (!paid.isEmpty()) {
            actual.append("0,").append(HEIGHT);
            for (int i = 0; i < paid.size(); i++) {
                actual.append(' ').append(x(i + 1, turns)).append(',').append(y(paid.get(i), top));
            }
        }
        return new CostPicture(
                upper.append(lower).toString(),
                likely.toString(),
                actual.toString(),
                isKnown(byTurn, paid) ? Amount.of(top) : Amount.unknown("no price is known"),
                turns,
                words(byTurn, paid));
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

    private static String words(List<TurnShare> byTurn, List<Usd> paid) {
        var expected = byTurn.isEmpty() ? "No turns ahead" : expected(byTurn.getLast());
        return paid.isEmpty()
                ? expected
                : expected + ". Paid after " + Figures.counted(paid.size(), "message", "messages") + ": "
                        + paid.getLast().display();
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
