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

    /// Up to `most` known ids that are written most like `id`: what somebody meant who mistyped it, or who knows the
    /// model by the name of another provider. Ids with the same words come first, whatever their order.
    public List<ModelId> nearest(ModelId id, int most) {
        var likeness = new Likeness(id.toString());
        return byId.keySet().stream()
                .sorted(Comparator.comparing((ModelId known) -> likeness.to(known.toString()))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }
}
