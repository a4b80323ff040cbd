package dev.parley.library;

import dev.parley.model.Model;
import dev.parley.pricing.PriceSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one file of `pricing/` says about its provider.
///
/// @param assumed the operator's price for unknown models; only `default.yaml` has one, and nothing else
public record PriceFile(
        String provider,
        List<PriceSheet> sheets,
        List<Model> models,
        @Nullable PriceSheet assumed) {
    public PriceFile {
        sheets = List.copyOf(sheets);
        models = List.copyOf(models);
    }

    static PriceFile ofProvider(String provider, List<PriceSheet> sheets, List<Model> models) {
        return new PriceFile(provider, sheets, models, null);
    }

    static PriceFile ofAssumed(PriceSheet assumed) {
        return new PriceFile(assumed.model().provider(), List.of(), List.of(), assumed);
    }
}
