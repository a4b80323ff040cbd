package dev.parley.planning.length;

import java.util.Arrays;
import java.util.List;

/// A distribution of lengths in tokens, kept as its mean and its quantiles at the points of the [NormalGrid].
public final class LengthTable {
    private final double[] tokens;
    private final double mean;

    private LengthTable(double[] tokens, double mean) {
        this.tokens = tokens;
        this.mean = mean;
    }

    /// Lengths whose logarithm is normal, as lengths of texts mostly are.
    ///
    /// @param spread standard deviation of the logarithm
    /// @param most no length is beyond
    static LengthTable logNormal(double mean, double spread, double most) {
        var tokens = new double[NormalGrid.POINTS];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Math.min(most, mean * Math.exp(spread * NormalGrid.score(i) - spread * spread / 2));
        }
        return new LengthTable(tokens, Math.min(mean, most));
    }

    /// What was seen, each length with its weight.
    ///
    /// @param seen at least one, shortest first
    static LengthTable of(List<Weighted> seen) {
        double total = seen.stream().mapToDouble(Weighted::weight).sum();
        double mean = seen.stream().mapToDouble(one -> one.length * one.weight).sum() / total;
        var tokens = new double[NormalGrid.POINTS];
        double below = 0;
        int next = 0;
        for (int i = 0; i < tokens.length; i++) {
            double wanted = NormalGrid.share(i) * total;
            while (next < seen.size() - 1 && below + seen.get(next).weight < wanted) {
                below += seen.get(next).weight;
                next++;
            }
            tokens[i] = seen.get(next).length;
        }
        return new LengthTable(tokens, mean);
    }

    record Weighted(double length, double weight) {}

    /// Between this one and a broader one, quantile by quantile.
    ///
    /// @param share of this one, 0 to 1
    LengthTable blendedWith(LengthTable broader, double share) {
        var blended = new double[tokens.length];
        for (int i = 0; i < blended.length; i++) {
            blended[i] = share * tokens[i] + (1 - share) * broader.tokens[i];
        }
        return new LengthTable(blended, share * mean + (1 - share) * broader.mean);
    }

    LengthTable times(double factor) {
        return new LengthTable(
                Arrays.stream(tokens).map(length -> length * factor).toArray(), mean * factor);
    }

    /// Standard deviation of the logarithm, by the middle two thirds.
    double spread() {
        return Math.log(Math.max(1, at(1)) / Math.max(1, at(-1))) / 2;
    }

    /// What is left of the scatter once a part of it is known, about the same mean.
    ///
    /// @param part of the standard deviation that stays, 0 to 1
    LengthTable narrowed(double part) {
        var narrowed = new double[tokens.length];
        double sum = 0;
        for (int i = 0; i < narrowed.length; i++) {
            narrowed[i] = at(part * NormalGrid.score(i));
            sum += narrowed[i] * NormalGrid.weight(i);
        }
        return new LengthTable(narrowed, sum).times(sum > 0 ? mean / sum : 1);
    }

    /// Mean length in tokens.
    public double mean() {
        return mean;
    }

    /// The length that stands where a standard normal score stands.
    public double at(double score) {
        double place = (Math.clamp(score, -NormalGrid.MOST, NormalGrid.MOST) + NormalGrid.MOST) * NormalGrid.PER_SCORE;
        int left = Math.min((int) place, tokens.length - 2);
        double share = place - left;
        return tokens[left] * (1 - share) + tokens[left + 1] * share;
    }
}
