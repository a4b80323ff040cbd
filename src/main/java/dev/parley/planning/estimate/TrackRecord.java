package dev.parley.planning.estimate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// How estimates have fared. Misses are shares of what was likely, as in [Outcome#miss].
///
/// @param runs judged, at least one
/// @param bias the middle of the misses: above 0 where runs cost more than was said
/// @param lowerQuarter a quarter of the misses lies below
/// @param upperQuarter a quarter of them lies above
/// @param spread the middle of their sizes, whichever way they went
/// @param inside runs that cost what their interval had said
/// @param bounded runs that were told a bound
/// @param passed those of them that cost more
public record TrackRecord(
        int runs,
        double bias,
        double lowerQuarter,
        double upperQuarter,
        double spread,
        int inside,
        int bounded,
        int passed) {
    /// The share of runs that an interval is meant to hold.
    public static final double PROMISED = 0.9;

    /// What chance alone brings less often than this is not put down to chance.
    private static final double RARE = 0.05;

    public TrackRecord {
        if (runs < 1 || inside > runs || bounded > runs || passed > bounded) {
            throw new IllegalArgumentException(
                    runs + " runs, " + inside + " inside, " + bounded + " bounded, " + passed + " passed");
        }
    }

    /// Empty where no run can be judged.
    public static Optional<TrackRecord> of(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        var misses = outcomes.stream().mapToDouble(Outcome::miss).sorted().toArray();
        var sizes = Arrays.stream(misses).map(Math::abs).sorted().toArray();
        return Optional.of(new TrackRecord(
                misses.length,
                quantile(misses, 0.5),
                quantile(misses, 0.25),
                quantile(misses, 0.75),
                quantile(sizes, 0.5),
                count(outcomes, one -> one.place() == Outcome.Place.INSIDE),
                count(outcomes, one -> one.max() != null),
                count(outcomes, Outcome::passedBound)));
    }

    private static int count(Collection<Outcome> outcomes, java.util.function.Predicate<Outcome> which) {
        return Math.toIntExact(outcomes.stream().filter(which).count());
    }

    /// Between the two nearest, as far as the place lies between them.
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int left = (int) place;
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (place - left) * (sorted[right] - sorted[left]);
    }

    /// How often chance would bring a number inside that is as unlikely as this one, were every run inside its interval
    /// nine times in ten and independent of the others: the exact two-sided binomial test.
    public double chance() {
        return Binomial.twoSided(runs, inside, PROMISED);
    }

    /// Whether the intervals keep what they promise, as far as so many runs can say.
    public Promise promise() {
        if (chance() >= RARE) {
            return Promise.KEPT;
        }
        return inside < PROMISED * runs ? Promise.TOO_NARROW : Promise.TOO_WIDE;
    }

    /// What the share inside says of the intervals.
    public enum Promise {
        KEPT,
        TOO_NARROW,
        TOO_WIDE
    }
}
