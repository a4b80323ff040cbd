package dev.parley.library.pricetable;

import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The entries of a table by the model of ours that they mean.
final class Groups {
    private Groups() {}

    /// By our own name; a model that we do not know is alone under the table's.
    static Map<ModelId, List<TableModel>> of(List<TableModel> models, Catalogue catalogue) {
        var groups = new TreeMap<ModelId, List<TableModel>>();
        for (var model : models) {
            groups.computeIfAbsent(Comparison.ours(model.id(), catalogue), _ -> new ArrayList<>())
                    .add(model);
        }
        return groups;
    }

    /// Models of ours that the table has under no name, of providers that it has at all. A skipped entry is there.
    static List<ModelId> gone(PriceTable table, Set<ModelId> there, Catalogue catalogue) {
        var known = new HashSet<>(there);
        for (var skipped : table.skipped()) {
            if (skipped.id() != null) {
                known.add(Comparison.ours(skipped.id(), catalogue));
            }
        }
        for (var model : table.models()) {
            for (var alias : model.aliases()) {
                known.add(Comparison.ours(new ModelId(model.id().provider(), alias), catalogue));
            }
        }
        var providers = new HashSet<String>();
        known.forEach(id -> providers.add(id.provider()));
        return catalogue.models().stream()
                .map(Model::id)
                .filter(id -> providers.contains(id.provider()) && !known.contains(id))
                .toList();
    }
}
