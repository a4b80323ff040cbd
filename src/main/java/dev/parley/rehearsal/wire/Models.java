package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.StandInSettings;
import java.util.List;
import java.util.Set;

/// The models a stand-in knows.
final class Models {
    private final StandInSettings settings;

    Models(StandInSettings settings) {
        this.settings = settings;
    }

    /// Whether the provider has the model, by its id or by the dated version of one. Any, where none are named.
    boolean knows(String provider, String model) {
        Set<String> known = settings.models().getOrDefault(provider, Set.of());
        return known.isEmpty()
                || known.contains(model)
                || known.contains(Traits.undated(model))
                || known.stream().anyMatch(id -> Traits.version(id).equals(model));
    }

    List<String> ids(String provider) {
        return settings.models().getOrDefault(provider, Set.of()).stream()
                .sorted()
                .toList();
    }
}
