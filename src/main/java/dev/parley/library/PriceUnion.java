package dev.parley.library;

import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PriceSheet;
import java.util.Collection;
import java.util.HashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All price files together. A model that stands in several files has the prices of all of them; the rest of it is as
/// the first file says, which is the one kept by hand.
record PriceUnion(Catalogue catalogue, PriceBook book) {
    /// @param files those kept by hand before those that imports wrote
    static PriceUnion of(Collection<PriceFile> files) {
        var models = new TreeMap<ModelId, Model>();
        var sheets = new TreeMap<ModelId, PriceSheet>();
        var aliases = new HashMap<ModelId, ModelId>();
        @Nullable PriceSheet assumed = null;
        for (var file : files) {
            file.models().forEach(model -> models.putIfAbsent(model.id(), model));
            file.sheets()
                    .forEach(sheet ->
                            sheets.merge(sheet.model(), sheet, (first, further) -> first.with(further.periods())));
            assumed = file.assumed() == null ? assumed : file.assumed();
        }
        for (var model : models.values()) {
            model.aliases().forEach(alias -> aliases.put(new ModelId(model.id().provider(), alias), model.id()));
        }
        return new PriceUnion(new Catalogue(models.values()), new PriceBook(sheets.values(), aliases, assumed));
    }
}
