package dev.parley.planning.length;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What a run has shown of itself: how many times as much as expected everybody says in it, and each persona beside
/// that. Best linear prediction of nested random effects on the logarithm of lengths.
///
/// @param factors by persona
/// @param doubts what is still not known of the persona itself, as in [Reply#doubt]
/// @param everybody for a persona that has not spoken
/// @param commonSpread see [RunLengths#commonSpread]
record Shown(Map<String, Double> factors, Map<String, Double> doubts, double everybody, double commonSpread) {
    Shown {
        factors = Map.copyOf(factors);
        doubts = Map.copyOf(doubts);
    }

    /// @param visible what was said
    /// @param expected before the run
    record Length(String persona, double visible, Reply expected) {}

    static Shown nothing(double runShare) {
        return new Shown(Map.of(), Map.of(), 1, Math.sqrt(runShare));
    }

    static Shown of(Collection<Length> lengths, double runShare) {
        if (lengths.isEmpty()) {
            return nothing(runShare);
        }
        double variance = lengths.stream()
                .mapToDouble(one -> square(one.expected.visible().spread()))
                .average()
                .orElseThrow();
        double doubt = lengths.stream()
                .mapToDouble(one -> one.expected.doubt())
                .average()
                .orElseThrow();
        double own = Math.max((1 - runShare) * variance, 1e-6);
        // Half of the doubt is about everybody, half about the one.
        double personal = square(doubt) / 2;
        double common = runShare * variance + personal;
        var sums = new HashMap<String, double[]>();
        for (var one : lengths) {
            var sum = sums.computeIfAbsent(one.persona, _ -> new double[2]);
            sum[0] +=
                    Math.log1p(one.visible) - Math.log1p(one.expected.visible().at(0));
            sum[1]++;
        }
        double trust = 1 / Math.max(common, 1e-9);
        double weighted = 0;
        for (var sum : sums.values()) {
            double precision = 1 / (personal + own / sum[1]);
            trust += precision;
            weighted += precision * sum[0] / sum[1];
        }
        double everybody = weighted / trust;
        double left = 1 / trust;
        // Tables hold the whole variance; with a part of it known, means lie nearer to the middle.
        double nearer = Math.max(0, common - left) / 2;
        var factors = new HashMap<String, Double>();
        var doubts = new HashMap<String, Double>();
        sums.forEach((persona, sum) -> {
            double share = personal / (personal + own / sum[1]);
            factors.put(persona, Math.exp(everybody + share * (sum[0] / sum[1] - everybody) - nearer));
            doubts.put(persona, Math.sqrt(2 * personal * (1 - share)));
        });
        return new Shown(factors, doubts, Math.exp(everybody - nearer), variance > 0 ? Math.sqrt(left / variance) : 0);
    }

    Reply of(String persona, Reply expected) {
        return expected.times(factors.getOrDefault(persona, everybody))
                .withDoubt(doubts.getOrDefault(persona, expected.doubt()));
    }

    private static double square(double value) {
        return value * value;
    }
}
