package dev.parley.planning.estimate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// How often each persona speaks where a message or a model decides who does, beside those who speak as often as
/// everybody else.
public final class SpeakerShares {
    /// Nobody was heard yet.
    public static final SpeakerShares EVEN = new SpeakerShares(Map.of());

    /// As many turns of an even share count as much as what was taken before anybody was heard.
    private static final double HALF_TRUSTED = 10;

    private final Map<String, Double> weights;

    private SpeakerShares(Map<String, Double> weights) {
        this.weights = Map.copyOf(weights);
    }

    /// The turns of one persona in one run in which anybody might speak.
    ///
    /// @param even how many an even share of that run would have been
    public record Taken(String persona, double turns, double even) {}

    public static SpeakerShares of(Collection<Taken> taken) {
        var turns = new HashMap<String, Double>();
        var even = new HashMap<String, Double>();
        for (var one : taken) {
            turns.merge(one.persona, one.turns, Double::sum);
            even.merge(one.persona, one.even, Double::sum);
        }
        var weights = new HashMap<String, Double>();
        turns.forEach((persona, sum) ->
                weights.put(persona, (sum + HALF_TRUSTED) / (even.getOrDefault(persona, 0.0) + HALF_TRUSTED)));
        return new SpeakerShares(weights);
    }

    /// How many times as often as others the persona speaks.
    public double weight(String persona) {
        return weights.getOrDefault(persona, 1.0);
    }
}
