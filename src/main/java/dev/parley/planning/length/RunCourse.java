package dev.parley.planning.length;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What past runs of one family tell of the way from a run's beginning to its end, in logarithms of how many times as
/// much as usual was said: how much more or less the first messages hold than those of a whole run, and how much of
/// what a run's first half shows is true of its second. The latter is their covariance over runs, the variance of what
/// lasts through a whole run, whatever single messages do. Both are drawn to what is taken before any run has ended.
final class RunCourse {
    static final RunCourse UNKNOWN = new RunCourse(List.of(), Map.of());

    private static final double PRIOR_CARRY = 0.05;
    private static final double PRIOR_RUNS = 5;
    private static final double MOST_CARRY = 1;
    private static final int FEWEST_MESSAGES = 4;
    private static final int OPENING = 40;

    private final double carry;
    private final double[] openings = new double[OPENING + 1];

    private RunCourse(Collection<List<Said>> runs, Map<String, double[]> usual) {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        var counts = new int[openings.length];
        for (var run : runs) {
            if (run.size() >= FEWEST_MESSAGES) {
                int half = run.size() / 2;
                first.add(level(run.subList(0, half), usual));
                second.add(level(run.subList(half, run.size()), usual));
            }
            for (int messages = 1; messages <= Math.min(OPENING, run.size()); messages++) {
                openings[messages] += level(run.subList(0, messages), usual);
                counts[messages]++;
            }
        }
        for (int messages = 1; messages <= OPENING; messages++) {
            openings[messages] /= counts[messages] + PRIOR_RUNS;
        }
        int halves = first.size();
        double seen = halves < 2 ? 0 : Math.clamp(covariance(first, second), 0, MOST_CARRY);
        this.carry = (PRIOR_CARRY * PRIOR_RUNS + seen * halves) / (PRIOR_RUNS + halves);
    }

    /// @param said by runs of one family, each run's messages in their order
    static RunCourse of(Collection<Said> said) {
        var usual = new HashMap<String, double[]>();
        var byRun = new LinkedHashMap<String, List<Said>>();
        for (var one : said) {
            var sum = usual.computeIfAbsent(one.persona(), _ -> new double[2]);
            sum[0] += one.visible();
            sum[1]++;
            byRun.computeIfAbsent(one.run(), _ -> new ArrayList<>()).add(one);
        }
        return new RunCourse(byRun.values(), usual);
    }

    /// Variance of what the beginning of a run shows that lasts.
    double carry() {
        return carry;
    }

    /// How much more than usual the first messages of a run hold.
    ///
    /// @param messages how many; beyond the first [#OPENING] a beginning is like the whole
    double opening(int messages) {
        return messages <= OPENING ? openings[messages] : 0;
    }

    private static double level(List<Said> said, Map<String, double[]> usual) {
        double visible = 1;
        double expected = 1;
        for (var one : said) {
            var sum = Objects.requireNonNull(usual.get(one.persona()));
            visible += one.visible();
            expected += sum[0] / sum[1];
        }
        return Math.log(visible / expected);
    }

    private static double covariance(List<Double> first, List<Double> second) {
        double meanFirst = mean(first);
        double meanSecond = mean(second);
        double sum = 0;
        for (int i = 0; i < first.size(); i++) {
            sum += (first.get(i) - meanFirst) * (second.get(i) - meanSecond);
        }
        return sum / (first.size() - 1);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
