package dev.parley.planning.length;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// The intraclass correlation of the logarithms of lengths within runs, the mean of each
/// persona on its model taken off, drawn to
/// a prior as long as there are few runs.
final class RunShare {
    private static final double PRIOR = 0.25;
    private static final double PRIOR_RUNS = 10;
    private static final double MOST = 0.8;

    private RunShare() {}

    static double of(Collection<Said> said) {
        var means = new HashMap<List<Object>, double[]>();
        for (var one : said) {
            var sum = means.computeIfAbsent(List.of(one.persona(), one.model()), _ -> new double[2]);
            sum[0] += log(one);
            sum[1]++;
        }
        var byRun = new HashMap<String, List<Double>>();
        for (var one : said) {
            var sum = java.util.Objects.requireNonNull(means.get(List.of(one.persona(), one.model())));
            byRun.computeIfAbsent(one.run(), _ -> new ArrayList<>()).add(log(one) - sum[0] / sum[1]);
        }
        var runs = byRun.values().stream().filter(run -> run.size() > 1).toList();
        if (runs.size() < 2) {
            return PRIOR;
        }
        return (PRIOR * PRIOR_RUNS + correlation(runs) * runs.size()) / (PRIOR_RUNS + runs.size());
    }

    private static double log(Said said) {
        return Math.log1p(said.visible()) - Math.log(said.asked());
    }

    /// By analysis of variance, one way.
    private static double correlation(List<List<Double>> runs) {
        double count = 0;
        double squaredCounts = 0;
        double between = 0;
        double within = 0;
        double mean = runs.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        for (var run : runs) {
            double own = run.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            count += run.size();
            squaredCounts += (double) run.size() * run.size();
            between += run.size() * (own - mean) * (own - mean);
            within += run.stream().mapToDouble(one -> (one - own) * (one - own)).sum();
        }
        double size = (count - squaredCounts / count) / (runs.size() - 1);
        double meanBetween = between / (runs.size() - 1);
        double meanWithin = within / Math.max(1, count - runs.size());
        double total = meanBetween + (size - 1) * meanWithin;
        return total <= 0 ? 0 : Math.clamp((meanBetween - meanWithin) / total, 0, MOST);
    }
}
