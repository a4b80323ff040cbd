package dev.parley.planning.estimate;

import java.util.Arrays;

/// How the cost of a run scatters, as multiples of what it would cost with every reply of mean length.
///
/// @param lowByTurn of what has been paid up to and with each turn, as is `highByTurn`
record Spread(double low, double median, double high, double mean, double[] lowByTurn, double[] highByTurn) {
    private static final double BELOW = 0.05;
    private static final double ABOVE = 0.95;

    /// Nothing scatters.
    static Spread none(int turns) {
        var ones = new double[turns];
        Arrays.fill(ones, 1);
        return new Spread(1, 1, 1, 1, ones, ones);
    }

    /// @param paid dollars paid up to and with each turn, by turn and path
    /// @param reference the same with every reply of mean length, by turn
    static Spread of(double[][] paid, double[] reference) {
        int turns = reference.length;
        if (turns == 0 || !(reference[turns - 1] > 0)) {
            return none(turns);
        }
        var low = new double[turns];
        var high = new double[turns];
        double median = 1;
        double mean = 1;
        for (int turn = 0; turn < turns; turn++) {
            double whole = reference[turn];
            if (turn == turns - 1) {
                mean = Arrays.stream(paid[turn]).average().orElse(whole) / whole;
            }
            Arrays.sort(paid[turn]);
            low[turn] = whole > 0 ? quantile(paid[turn], BELOW) / whole : 1;
            high[turn] = whole > 0 ? quantile(paid[turn], ABOVE) / whole : 1;
            if (turn == turns - 1) {
                median = quantile(paid[turn], 0.5) / whole;
            }
        }
        return new Spread(low[turns - 1], median, high[turns - 1], mean, low, high);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int left = Math.min((int) place, sorted.length - 2);
        return sorted[left] + (place - left) * (sorted[left + 1] - sorted[left]);
    }
}
