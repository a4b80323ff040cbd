package dev.parley.library.pricetable;

/// What came of reading a table.
public sealed interface TableReading {
    record Read(PriceTable table) implements TableReading {}

    /// @param place in the JSON, as in `line 3, column 9` or `[2].models`; empty when the whole is meant
    record Unreadable(String place, String message) implements TableReading {}
}
