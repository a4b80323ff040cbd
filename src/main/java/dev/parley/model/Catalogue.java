package dev.parley.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All models that the price files name, found by id or alias.
public final class Catalogue {
    public static final Catalogue EMPTY = new Catalogue(List.of());

    private final Map<ModelId, Model> byId = new TreeMap<>();
    private final Map<ModelId, Model> byAlias = new HashMap<>();

    public Catalogue(Collection<Model> models) {
        for (var model : models) {
            byId.put(model.id(), model);
            for (var alias : model.aliases()) {
                byAlias.put(new ModelId(model.id().provider(), alias), model);
            }
        }
    }

    public Collection<Model> models() {
        return List.copyOf(byId.values());
    }

    public Optional<Model> find(ModelId id) {
        var model = byId.get(id);
        return Optional.ofNullable(model != null ? model : byAlias.get(id));
    }

    /// Up to `most` known ids that are written most like `id`: what somebody who mistyped it may have meant.
    public List<ModelId> nearest(ModelId id, int most) {
        return byId.keySet().stream()
                .sorted(Comparator.comparingInt((ModelId known) -> editDistance(known.toString(), id.toString()))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    private static int editDistance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[to.length()];
    }
}
