package dev.parley.planning.length;

import dev.parley.model.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run under way shows of itself: how much more or less its personas say than was expected of them. The
/// logarithm of that is taken to be a part that everybody has in common and one of each persona's own, both normal
/// about nothing, and is updated by what was said so far (a normal model with two levels, Gelman et al., Bayesian
/// Data Analysis, 5.4).
///
/// What everybody has in common is what a run's beginning shows that lasts, see [RunCourse], and half of the doubt
/// about the lengths; the other half is about each persona.
final class RunLevels {
    private static final double DOUBT_OF_ALL = 0.5;
    private static final double LEAST_VARIANCE = 1e-9;

    /// So many messages of a persona that thinks count as much as what was known of its thinking.
    private static final double THOUGHT_HALF_TRUSTED = 3;

    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<Thinker, Thought> thought = new HashMap<>();
    private final double runShare;
    private final double before;
    private final double after;
    private final double common;
    private final double commonVariance;

    private RunLevels(Collection<Uttered> uttered, double runShare, RunCourse course, boolean isWhole) {
        this.runShare = runShare;
        this.before = isWhole ? course.before(uttered.size()) : 0;
        this.after = isWhole ? course.after(uttered.size()) : 0;
        for (var one : uttered) {
            heard.computeIfAbsent(one.persona(), _ -> new Heard()).add(one);
            thought.computeIfAbsent(new Thinker(one.persona(), one.model()), _ -> new Thought())
                    .add(one);
        }
        double precision = 1 / Math.max(commonPrior(uttered, course.carry()), LEAST_VARIANCE);
        double sum = 0;
        for (var one : heard.values()) {
            double trust = 1 / (one.ownPrior() + one.noise());
            precision += trust;
            sum += trust * one.level();
        }
        this.common = sum / precision;
        this.commonVariance = 1 / precision;
    }

    /// @param uttered at least one message
    /// @param runShare as in [LengthBook#runShare]
    /// @param isWhole whether these are all messages so far, from the first one on
    static RunLevels of(Collection<Uttered> uttered, double runShare, RunCourse course, boolean isWhole) {
        if (uttered.isEmpty()) {
            throw new IllegalArgumentException("nothing was said");
        }
        return new RunLevels(uttered, runShare, course, isWhole);
    }

    private static double commonPrior(Collection<Uttered> uttered, double carry) {
        return carry
                + uttered.stream()
                        .mapToDouble(one -> DOUBT_OF_ALL * square(one.expected().doubt()))
                        .average()
                        .orElse(0);
    }

    /// What is expected of the persona from here on: no run scatters within itself as much as runs do together.
    Reply of(String persona, ModelId model, Reply usual) {
        var own = heard.get(persona);
        double ownPrior = (1 - DOUBT_OF_ALL) * square(usual.doubt());
        double trusted = own == null ? 0 : ownPrior / (ownPrior + own.noise());
        double level = common + (own == null ? 0 : trusted * (own.level() - common));
        double variance = square(1 - trusted) * commonVariance + (1 - trusted) * ownPrior;
        return new Reply(
                usual.visible().narrowed(Math.sqrt(1 - runShare)).times(Math.exp(level + after)),
                reasoning(thought.get(new Thinker(persona, model)), usual),
                Math.sqrt(variance),
                usual.runs(),
                usual.basis());
    }

    private static double reasoning(@Nullable Thought own, Reply usual) {
        if (own == null || own.visible <= 0) {
            return usual.reasoningPerVisible();
        }
        double share = own.messages / (own.messages + THOUGHT_HALF_TRUSTED);
        return share * own.reasoning / own.visible + (1 - share) * usual.reasoningPerVisible();
    }

    private static double square(double value) {
        return value * value;
    }

    private record Thinker(String persona, ModelId model) {}

    /// What somebody has thought through one model. Another model thinks otherwise.
    private static final class Thought {
        private double messages;
        private double visible;
        private double reasoning;

        void add(Uttered one) {
            messages++;
            visible += one.visible();
            reasoning += one.reasoning();
        }
    }

    /// What one persona has said.
    private final class Heard {
        private int messages;
        private double expected;
        private double visible;
        private double squaredSpread;
        private double squaredDoubt;

        void add(Uttered one) {
            messages++;
            expected += one.expected().visible().mean();
            visible += one.visible();
            squaredSpread += square(one.expected().visible().spread());
            squaredDoubt += square(one.expected().doubt());
        }

        /// Logarithm of how many times as much as expected was said, for a beginning. An empty message is no reason to
        /// expect nothing.
        double level() {
            return Math.log((visible + 1) / (expected + 1)) - before;
        }

        /// Variance of the level for the luck of single messages, whose lengths are log-normal about it.
        double noise() {
            return Math.log1p(Math.expm1((1 - runShare) * squaredSpread / messages) / messages);
        }

        double ownPrior() {
            return (1 - DOUBT_OF_ALL) * squaredDoubt / messages;
        }
    }
}
