package dev.parley.library.pricetable;

import java.util.List;

/// A public price table as it was read, in our words.
///
/// @param source where it came from, for the book
/// @param models each id once
/// @param skipped what our price files cannot say, with reasons
public record PriceTable(TableKind kind, String source, List<TableModel> models, List<Skipped> skipped) {
    public PriceTable {
        models = List.copyOf(models);
        skipped = List.copyOf(skipped);
    }
}
