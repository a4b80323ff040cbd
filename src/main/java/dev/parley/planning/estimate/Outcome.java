package dev.parley.planning.estimate;

import dev.parley.money.Usd;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// What was said of a run before its first call, and what it cost in the end.
///
/// @param low end of the 90 % interval as it was told, corrected or not
/// @param max what it was never to pass; null where no bound was told
/// @param actual what was paid
public record Outcome(
        String family,
        Usd low,
        Usd likely,
        Usd high,
        @Nullable Usd max,
        Usd actual) {
    public Outcome {
        if (likely.compareTo(Usd.ZERO) <= 0 || actual.compareTo(Usd.ZERO) < 0) {
            throw new IllegalArgumentException("nothing to compare: likely " + likely + ", paid " + actual);
        }
        if (low.compareTo(likely) > 0 || likely.compareTo(high) > 0) {
            throw new IllegalArgumentException("out of order: " + low + ", " + likely + ", " + high);
        }
    }

    /// How much more was paid than was likely, as a share of what was likely: 0.1 for a tenth more, -0.1 for a tenth
    /// less.
    public double miss() {
        return ofLikely(actual) - 1;
    }

    /// How many times the likely cost an amount is.
    public double ofLikely(Usd usd) {
        return usd.amount().divide(likely.amount(), MathContext.DECIMAL64).doubleValue();
    }

    /// Where in its interval the run ended.
    public Place place() {
        if (actual.compareTo(low) < 0) {
            return Place.BELOW;
        }
        return actual.compareTo(high) > 0 ? Place.ABOVE : Place.INSIDE;
    }

    /// Whether more was paid than the bound allowed; false where none was told.
    public boolean passedBound() {
        return max != null && actual.compareTo(max) > 0;
    }

    public enum Place {
        BELOW,
        INSIDE,
        ABOVE
    }
}
