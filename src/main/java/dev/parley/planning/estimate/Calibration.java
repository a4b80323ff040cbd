package dev.parley.planning.estimate;

import dev.parley.planning.length.LengthBook;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Split conformal correction of the interval: its ends are moved to where the ends of past runs were, so that nine in
/// ten lie inside whatever the distributions are, as long as the next run is like the past ones. It takes the runs of
/// the same family, or all where those are too few; runs with a like cast count most.
public final class Calibration {
    public static final Calibration NONE = new Calibration(List.of());

    /// Narrower half widths count as this one, or a small miss of a sure estimate would tear another one apart.
    static final double NARROWEST = 0.05;

    /// No end is moved further than this, on the logarithmic scale: twentyfold.
    private static final double FURTHEST = 3;

    private static final double BELOW = 0.05;
    private static final double ABOVE = 0.95;

    /// So many that the nineteenth part of them lies beyond each end.
    private static final double FEWEST = 19;

    /// So many runs are trusted by half about where the middle is.
    private static final double HALF_TRUSTED = 10;

    private final List<Past> past;

    private Calibration(List<Past> past) {
        this.past =
                past.stream().sorted(Comparator.comparingDouble(Past::score)).toList();
    }

    public static Calibration of(Collection<Past> past) {
        return new Calibration(List.copyOf(past));
    }

    /// The correction for a run. As long as few runs have ended it only widens.
    public Correction correction(String family, int castSize) {
        var own = past.stream().filter(one -> one.family().equals(family)).toList();
        var likeOwn = Scores.of(own, castSize);
        if (likeOwn.total >= FEWEST) {
            return likeOwn.correction();
        }
        if (own.size() >= FEWEST) {
            return Scores.of(own).correction();
        }
        var likeAll = Scores.of(past, castSize);
        if (likeAll.total >= FEWEST) {
            return likeAll.correction();
        }
        return past.size() >= FEWEST
                ? Scores.of(past).correction()
                : Scores.of(own).caution();
    }

    /// Where the middle and the ends of the interval belong, in its own half widths.
    ///
    /// @param runs how many runs say so
    public record Correction(double low, double middle, double high, int runs) {
        public static final Correction NONE = new Correction(-1, 0, 1, 0);

        /// Only how wide the interval must be: for a middle that past misses have not to correct.
        Correction ofWidth() {
            return new Correction(low - middle, 0, high - middle, runs);
        }

        double low(Spread.Quantiles of) {
            return low(of.low(), of.median(), of.high());
        }

        double likely(Spread.Quantiles of) {
            return likely(of.low(), of.median(), of.high());
        }

        double high(Spread.Quantiles of) {
            return high(of.low(), of.median(), of.high());
        }

        /// The corrected lower end.
        public double low(double low, double likely, double high) {
            return moved(this.low, low, likely, high, low);
        }

        /// The corrected middle.
        public double likely(double low, double likely, double high) {
            return moved(middle, low, likely, high, likely);
        }

        /// The corrected upper end.
        public double high(double low, double likely, double high) {
            return moved(this.high, low, likely, high, high);
        }

        /// What may be nothing, as with models that are free, has no logarithm and stays where it is.
        private static double moved(double halves, double low, double likely, double high, double unmoved) {
            double half = halves < 0 ? Math.log(likely / low) : Math.log(high / likely);
            if (!Double.isFinite(half)) {
                return unmoved;
            }
            return likely * Math.exp(Math.clamp(halves * Math.max(half, NARROWEST), -FURTHEST, FURTHEST));
        }
    }

    /// Smallest first.
    private record Scores(List<Weighted> scores, double total) {
        record Weighted(double score, double weight) {}

        /// Each with the likeness of its cast.
        static Scores of(List<Past> past, int castSize) {
            return of(past.stream()
                    .map(one -> new Weighted(one.score(), LengthBook.likeness(castSize, one.castSize()))));
        }

        /// All alike.
        static Scores of(List<Past> past) {
            return of(past.stream().map(one -> new Weighted(one.score(), 1)));
        }

        private static Scores of(Stream<Weighted> scores) {
            var sorted =
                    scores.sorted(Comparator.comparingDouble(Weighted::score)).toList();
            return new Scores(
                    sorted, sorted.stream().mapToDouble(Weighted::weight).sum());
        }

        /// The run to come counts as one whose score may lie beyond either end.
        Correction correction() {
            double above = at(scores.reversed(), (1 - BELOW) * (total + 1));
            double middle = at(scores, total / 2) * total / (total + HALF_TRUSTED);
            double below = at(scores, ABOVE * (total + 1));
            return new Correction(Math.min(above, middle), middle, Math.max(below, middle), scores.size());
        }

        /// So few scores say only how far off one can be.
        Correction caution() {
            return scores.isEmpty()
                    ? Correction.NONE
                    : new Correction(Math.min(-1, scores.getFirst().score), 0, Math.max(1, scores.getLast().score), 0);
        }

        /// The first score up to which there is so much weight.
        private static double at(List<Weighted> scores, double weight) {
            double sum = 0;
            for (var score : scores) {
                sum += score.weight;
                if (sum >= weight) {
                    return score.score;
                }
            }
            return scores.getLast().score;
        }
    }
}
