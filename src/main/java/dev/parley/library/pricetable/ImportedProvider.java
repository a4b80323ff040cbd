package dev.parley.library.pricetable;

import dev.parley.library.Contents;
import dev.parley.library.PriceFile;
import dev.parley.library.pricetable.PriceDiff.Offer;
import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceSheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The imported file of one provider while prices are taken into it.
final class ImportedProvider {
    private final String provider;
    private final Contents contents;
    private final boolean cachesByItself;
    private final TreeMap<String, ImportedModel> models = new TreeMap<>();
    private final Set<String> names = new HashSet<>();

    /// @param now what the file holds; null when there is none
    ImportedProvider(String provider, @Nullable PriceFile now, Contents contents) {
        this.provider = provider;
        this.contents = contents;
        var sheets = now == null ? List.<PriceSheet>of() : now.sheets();
        var byHand = contents.prices().sheets().stream()
                .filter(sheet -> sheet.model().provider().equals(provider))
                .findFirst();
        var model = byHand.or(() -> sheets.stream().findFirst());
        this.cachesByItself = model.map(PriceSheet::cachesByItself).orElse(true);
        if (now != null) {
            for (var kept : now.models()) {
                periodsOf(kept.id(), sheets)
                        .ifPresent(sheet -> put(new ImportedModel(kept, sheet.batchFactor(), sheet.periods())));
            }
        }
    }

    String provider() {
        return provider;
    }

    /// Whether there was anything to write.
    boolean take(Offer offer, LocalDate day, PriceTable table) {
        var source = source(offer.model(), table);
        var before = models.get(offer.id().name());
        var after = before == null ? new ImportedModel(described(offer), batchFactor(offer), List.of()) : before;
        for (var period : offer.periods(day, source)) {
            after = after.with(period);
        }
        if (after.equals(before)) {
            return false;
        }
        put(after);
        return true;
    }

    String text(LocalDate day, PriceTable table) {
        var head = new ImportedYaml.Head(
                provider, cachesByItself, table.kind().address().toString(), day);
        return ImportedYaml.of(head, List.copyOf(models.values()));
    }

    private static Optional<PriceSheet> periodsOf(ModelId id, List<PriceSheet> sheets) {
        return sheets.stream().filter(sheet -> sheet.model().equals(id)).findFirst();
    }

    private static String source(TableModel model, PriceTable table) {
        return model.checked() == null ? table.source() : table.source() + ", prices checked " + model.checked();
    }

    private void put(ImportedModel model) {
        models.put(model.model().id().name(), model);
        names.add(model.model().id().name());
        names.addAll(model.model().aliases());
    }

    /// A model that our own files describe needs no second description. Names that mean a model already are left out.
    private Model described(Offer offer) {
        var id = offer.id();
        var table = offer.model();
        if (contents.catalogue().find(id).isPresent()) {
            return Model.unlisted(id);
        }
        var aliases = table.aliases().stream()
                .filter(alias -> !names.contains(alias)
                        && contents.catalogue()
                                .find(new ModelId(provider, alias))
                                .isEmpty())
                .toList();
        return new Model(
                id,
                table.name() == null ? id.name() : table.name(),
                table.contextWindowTokens(),
                table.maxOutputTokens(),
                null,
                Abilities.PLAIN,
                Caching.AUTOMATIC,
                aliases,
                null);
    }

    /// Ours where our book has the model, else what the table says.
    private @Nullable BigDecimal batchFactor(Offer offer) {
        return contents.prices()
                .sheet(offer.id())
                .map(PriceSheet::batchFactor)
                .orElse(offer.model().batchFactor());
    }
}
