package dev.parley.library.pricetable;

/// What came of asking for a table.
public sealed interface TableAnswer {
    /// @param digest names this table held against this book; it is taken by it
    record Shown(String digest, PriceTable table, PriceDiff diff) implements TableAnswer {}

    /// @param place in the JSON; empty when the whole is meant or there is no JSON
    record Unusable(String place, String message) implements TableAnswer {
        /// As one sentence.
        public String words() {
            return place.isEmpty() ? message : place + ": " + message;
        }
    }
}
