/// The two-sided test of a share.
final class Binomial {
    private Binomial() {}

    /// How likely a share at least as unlikely as the one found is, were `share` true.
    ///
    /// @param tries as many as can be taken to be independent
    /// @param found share of them that came true
    static double twoSided(int tries, double found, double share) {
        int hits = (int) Math.round(found * tries);
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
