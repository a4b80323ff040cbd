package dev.parley.planning.estimate;

/// The exact two-sided test of a share.
public final class Binomial {
    private Binomial() {}

    /// How often chance brings a number at least as unlikely as the one found, were `share` true.
    ///
    /// @param tries as many as can be taken to be independent
    /// @param hits those of them that came true
    public static double twoSided(int tries, int hits, double share) {
        double limit = probability(tries, hits, share) * (1 + 1e-9);
        double sum = 0;
        for (int i = 0; i <= tries; i++) {
            double one = probability(tries, i, share);
            sum += one <= limit ? one : 0;
        }
        return Math.min(1, sum);
    }

    private static double probability(int tries, int hits, double share) {
        double logarithm = hits * Math.log(share) + (tries - hits) * Math.log(1 - share);
        for (int i = 1; i <= hits; i++) {
            logarithm += Math.log((double) (tries - hits + i) / i);
        }
        return Math.exp(logarithm);
    }
}
