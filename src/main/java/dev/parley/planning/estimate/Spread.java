package dev.parley.planning.estimate;

import java.util.Arrays;

/// How the cost of a run scatters, as multiples of what it would cost with every reply of mean length.
///
/// @param byTurn of what has been paid up to and with each turn
record Spread(Quantiles whole, double mean, Quantiles[] byTurn) {
    /// A difference that more than chance among few paths must have made, as a share.
    private static final double UNLIKE = 0.2;

    /// The middle, and the ends between which nine in ten lie.
    record Quantiles(double low, double median, double high) {
        static final Quantiles ONES = new Quantiles(1, 1, 1);

        private static final double BELOW = 0.05;
        private static final double ABOVE = 0.95;

        /// @param paid is sorted by this
        static Quantiles of(double[] paid, double reference) {
            Arrays.sort(paid);
            return reference > 0
                    ? new Quantiles(
                            quantile(paid, BELOW) / reference,
                            quantile(paid, 0.5) / reference,
                            quantile(paid, ABOVE) / reference)
                    : ONES;
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int left = Math.min((int) place, sorted.length - 2);
            return sorted[left] + (place - left) * (sorted[left + 1] - sorted[left]);
        }
    }

    /// Corrected by what another spread of the whole turned out to be after it was taken to be `taken`.
    Spread corrected(Spread taken, Spread really) {
        var corrected = new Quantiles(
                corrected(whole.low, taken.whole.low, really.whole.low),
                corrected(whole.median, taken.whole.median, really.whole.median),
                corrected(whole.high, taken.whole.high, really.whole.high));
        return new Spread(corrected, corrected(mean, taken.mean, really.mean), byTurn);
    }

    private static double corrected(double value, double taken, double really) {
        return value * really / taken;
    }

    /// Whether each figure of the whole is so near to the other's that one can stand for it.
    boolean isLike(Spread other) {
        return isLike(whole.low, other.whole.low)
                && isLike(whole.median, other.whole.median)
                && isLike(whole.high, other.whole.high)
                && isLike(mean, other.mean);
    }

    private static boolean isLike(double one, double other) {
        return one > other * (1 - UNLIKE) && other > one * (1 - UNLIKE);
    }

    /// Of the whole alone.
    ///
    /// @param paid dollars by path
    /// @param reference the same with every reply of mean length
    static Spread of(double[] paid, double reference) {
        double mean = reference > 0 ? Arrays.stream(paid).average().orElse(reference) / reference : 1;
        return new Spread(Quantiles.of(paid, reference), mean, new Quantiles[0]);
    }

    /// The same, and turn by turn.
    ///
    /// @param paid dollars paid up to and with each turn, by turn and path
    /// @param reference the same with every reply of mean length, by turn
    static Spread of(double[][] paid, double[] reference) {
        int turns = reference.length;
        if (turns == 0) {
            return new Spread(Quantiles.ONES, 1, new Quantiles[0]);
        }
        var whole = of(paid[turns - 1], reference[turns - 1]);
        var byTurn = new Quantiles[turns];
        for (int turn = 0; turn < turns; turn++) {
            byTurn[turn] = Quantiles.of(paid[turn], reference[turn]);
        }
        return new Spread(whole.whole, whole.mean, byTurn);
    }
}
