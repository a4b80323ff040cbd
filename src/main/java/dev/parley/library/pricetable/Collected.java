package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers the entries of a table while it is read.
final class Collected {
    static final int MOST_ENTRIES = 50_000;

    private static final String DISAGREE = "several entries name the same model at different prices";

    private final Map<ModelId, TableModel> models = new LinkedHashMap<>();
    private final Set<ModelId> disputed = new HashSet<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int entries;

    /// Of entries that say the same of one model the first stays; of those that differ none is taken.
    void add(TableModel model) throws Misshapen {
        count(model.entry());
        var id = model.id();
        if (disputed.contains(id)) {
            skipped.add(new Skipped(model.entry(), id, DISAGREE));
            return;
        }
        var earlier = models.putIfAbsent(id, model);
        if (earlier != null && !earlier.prices().equals(model.prices())) {
            models.remove(id);
            disputed.add(id);
            skipped.add(new Skipped(earlier.entry(), id, DISAGREE));
            skipped.add(new Skipped(model.entry(), id, DISAGREE));
        }
    }

    void skip(String entry, @Nullable ModelId id, String reason) throws Misshapen {
        count(entry);
        skipped.add(new Skipped(entry, id, reason));
    }

    boolean isEmpty() {
        return entries == 0;
    }

    PriceTable table(TableKind kind, String source) {
        return new PriceTable(
                kind,
                source,
                models.values().stream().map(this::withoutNamesOfOthers).toList(),
                skipped);
    }

    /// A name that is an entry of its own is no second name of another.
    private TableModel withoutNamesOfOthers(TableModel model) {
        var provider = model.id().provider();
        return model.withAliases(model.aliases().stream()
                .filter(alias -> !models.containsKey(new ModelId(provider, alias)))
                .toList());
    }

    private void count(String entry) throws Misshapen {
        if (++entries > MOST_ENTRIES) {
            throw new Misshapen(entry, "more than " + MOST_ENTRIES + " models");
        }
    }
}
