package dev.parley.rehearsal;

import java.util.Map;
import java.util.Set;

/// What a stand-in is started with.
///
/// @param port 0 takes a free one
/// @param seed drives the hidden token factors, the draws and the faults
/// @param models ids and aliases known per provider; a provider without an entry takes any id
/// @param contextWindows tokens per `provider/model`; 1,000,000 where none is given
public record StandInSettings(
        int port, long seed, Map<String, Set<String>> models, Map<String, Integer> contextWindows) {
    private static final int WIDEST_CONTEXT_TOKENS = 1_000_000;

    public StandInSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port outside 0..65535: " + port);
        }
        models = Map.copyOf(models);
        contextWindows = Map.copyOf(contextWindows);
    }

    /// Any model, any free port.
    public static StandInSettings open(long seed) {
        return new StandInSettings(0, seed, Map.of(), Map.of());
    }

    public int contextWindow(String provider, String model) {
        return contextWindows.getOrDefault(provider + "/" + model, WIDEST_CONTEXT_TOKENS);
    }
}
