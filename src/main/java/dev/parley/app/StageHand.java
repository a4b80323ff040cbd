package dev.parley.app;

import dev.parley.library.DirectoryLibrary;
import dev.parley.model.Catalogue;
import dev.parley.pricing.PriceSheet;
import dev.parley.rehearsal.StandInSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Tells the stand-ins which models exist, as the vendors would know.
final class StageHand {
    static final long SEED = 1;

    private StageHand() {}

    static DirectoryLibrary readOnce(Path root) {
        var library = new DirectoryLibrary(root, List.of());
        library.start();
        return library;
    }

    static StandInSettings settings(int port, long seed, Catalogue catalogue) {
        var models = new TreeMap<String, Set<String>>();
        var contexts = new HashMap<String, Integer>();
        var open = new HashSet<String>();
        for (var model : catalogue.models()) {
            var provider = model.id().provider();
            if (model.id().name().equals(PriceSheet.EVERY_MODEL)) {
                open.add(provider);
                continue;
            }
            var known = models.computeIfAbsent(provider, _ -> new HashSet<>());
            known.add(model.id().name());
            known.addAll(model.aliases());
            if (model.contextWindowTokens() != null) {
                contexts.put(model.id().toString(), Math.toIntExact(model.contextWindowTokens()));
            }
        }
        open.forEach(models::remove);
        return new StandInSettings(port, seed, Map.copyOf(models), contexts);
    }
}
