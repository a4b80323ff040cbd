package dev.parley.planning.length;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// What past runs of one family tell of the way from a run's beginning to its end, in logarithms of how many times as
/// much as usual was said: how much more or less than usual the first messages of a run hold, and those after them of
/// all runs together, and how much of what a run's first half shows is true of its second. The latter is their
/// covariance over runs, the variance of what lasts through a whole run, whatever single messages do. All are drawn
/// to what is taken before any run has ended.
final class RunCourse {
    static final RunCourse UNKNOWN = of(List.of());

    private static final double PRIOR_CARRY = 0.05;
    private static final double PRIOR_RUNS = 5;
    private static final double MOST_CARRY = 1;
    private static final int FEWEST_MESSAGES = 4;
    private static final int OPENING = 40;

    /// A hundredth of what was asked for, so that silence has a logarithm.
    private static final double LEAST = 0.01;

    private final double carry;
    private final double[] before = new double[OPENING + 1];
    private final double[] after = new double[OPENING + 1];

    private RunCourse(Collection<List<Said>> runs, Usual usual) {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        var counts = new int[OPENING + 1];
        var lengths = new double[OPENING + 1];
        var expected = new double[OPENING + 1];
        for (var run : runs) {
            if (run.size() >= FEWEST_MESSAGES) {
                int half = run.size() / 2;
                first.add(level(run.subList(0, half), usual));
                second.add(level(run.subList(half, run.size()), usual));
            }
            for (int messages = 1; messages <= Math.min(OPENING, run.size() - 1); messages++) {
                before[messages] += level(run.subList(0, messages), usual);
                for (var later : run.subList(messages, run.size())) {
                    lengths[messages] += Usual.length(later);
                    expected[messages] += usual.lengthOf(later);
                }
                counts[messages]++;
            }
        }
        for (int messages = 1; messages <= OPENING; messages++) {
            before[messages] /= counts[messages] + PRIOR_RUNS;
            double trusted = counts[messages] / (counts[messages] + PRIOR_RUNS);
            after[messages] = trusted * Math.log((lengths[messages] + LEAST) / (expected[messages] + LEAST));
        }
        int halves = first.size();
        double seen = halves < 2 ? 0 : Math.clamp(covariance(first, second), 0, MOST_CARRY);
        this.carry = (PRIOR_CARRY * PRIOR_RUNS + seen * halves) / (PRIOR_RUNS + halves);
    }

    /// @param said by runs of one family, each run's messages in their order
    static RunCourse of(Collection<Said> said) {
        var usual = new Usual(said);
        var byRun = new LinkedHashMap<String, List<Said>>();
        for (var one : said) {
            if (usual.knows(one)) {
                byRun.computeIfAbsent(one.run(), _ -> new ArrayList<>()).add(one);
            }
        }
        return new RunCourse(byRun.values(), usual);
    }

    /// Variance of what the beginning of a run shows that lasts.
    double carry() {
        return carry;
    }

    /// How much more than usual the first messages of a run hold.
    ///
    /// @param messages how many; beyond forty a beginning is like the whole
    double before(int messages) {
        return messages <= OPENING ? before[messages] : 0;
    }

    /// How much more than usual the messages after these hold.
    double after(int messages) {
        return after[Math.min(messages, OPENING)];
    }

    private static double level(List<Said> said, Usual usual) {
        double length = LEAST;
        double expected = LEAST;
        for (var one : said) {
            length += Usual.length(one);
            expected += usual.lengthOf(one);
        }
        return Math.log(length / expected);
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
