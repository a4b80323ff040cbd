package dev.parley.library;

import dev.parley.model.Model;
import dev.parley.pricing.PriceSheet;
import java.util.List;

/// What one file of `pricing/` says about its provider.
public record PriceFile(String provider, List<PriceSheet> sheets, List<Model> models) {
    public PriceFile {
        sheets = List.copyOf(sheets);
        models = List.copyOf(models);
    }
}
