package dev.parley.planning.length;

/// The standard normal distribution at evenly spaced scores, so that a distribution of lengths can be kept as its
/// quantiles there and drawn from with one look-up.
final class NormalGrid {
    static final int POINTS = 65;
    static final double MOST = 3.2;
    static final double STEP = 2 * MOST / (POINTS - 1);
    static final double PER_SCORE = 1 / STEP;

    private static final double[] SHARES = shares();

    private NormalGrid() {}

    static double score(int point) {
        return -MOST + point * STEP;
    }

    /// The share of the distribution below the point.
    static double share(int point) {
        return SHARES[point];
    }

    /// The share of the distribution that is nearest to the point.
    static double weight(int point) {
        double left = point == 0 ? 0 : (SHARES[point - 1] + SHARES[point]) / 2;
        double right = point == POINTS - 1 ? 1 : (SHARES[point] + SHARES[point + 1]) / 2;
        return right - left;
    }

    /// By Simpson's rule from the middle outwards, which is exact to nine digits at this step.
    private static double[] shares() {
        var shares = new double[POINTS];
        int middle = POINTS / 2;
        shares[middle] = 0.5;
        for (int i = middle + 1; i < POINTS; i++) {
            double from = score(i - 1);
            double area = STEP / 6 * (density(from) + 4 * density(from + STEP / 2) + density(from + STEP));
            shares[i] = shares[i - 1] + area;
            shares[POINTS - 1 - i] = 1 - shares[i];
        }
        return shares;
    }

    private static double density(double score) {
        return Math.exp(-score * score / 2) / Math.sqrt(2 * Math.PI);
    }
}
