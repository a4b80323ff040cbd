package dev.parley.library.pricetable;

import dev.parley.pricing.PriceBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A model that our book has keeps its batch price, whatever is taken. Where a table says another one, that is noted.
final class BatchNotes {
    private BatchNotes() {}

    static List<String> of(PriceTable table, PriceBook book) {
        Map<String, BigDecimal> ours = new HashMap<>();
        var known = new TreeSet<String>();
        for (var sheet : book.sheets()) {
            known.add(sheet.model().provider());
            if (sheet.batchFactor() != null) {
                ours.put(sheet.model().provider(), TableNumbers.exact(sheet.batchFactor()));
            }
        }
        var theirs = new TreeMap<String, TreeMap<BigDecimal, Integer>>();
        for (var model : table.models()) {
            var factor = model.batchFactor();
            var provider = model.id().provider();
            if (factor != null && known.contains(provider) && !factor.equals(ours.get(provider))) {
                theirs.computeIfAbsent(provider, _ -> new TreeMap<>()).merge(factor, 1, Integer::sum);
            }
        }
        var notes = new ArrayList<String>();
        theirs.forEach((provider, counts) -> counts.forEach((factor, models) -> notes.add(provider + ": batches of "
                + models + (models == 1 ? " model" : " models") + " cost "
                + factor.toPlainString() + " of the price in the table; in pricing/" + provider + ".yaml they "
                + (ours.containsKey(provider) ? "cost " + ours.get(provider).toPlainString() : "are no cheaper"))));
        return notes;
    }
}
