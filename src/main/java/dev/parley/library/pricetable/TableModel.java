package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One model of a table.
///
/// @param entry its place in the table, for people
/// @param name for people; null when the table has only the id
/// @param aliases other names that the table says are equal
/// @param batchFactor share of the price that its batch interface bills; null when the table does not say one share
/// @param checked the day on which the table's makers last compared it with the vendor; null when they do not say
/// @param prices by their first day; at least one
public record TableModel(
        ModelId id,
        String entry,
        @Nullable String name,
        @Nullable Long contextWindowTokens,
        @Nullable Long maxOutputTokens,
        List<String> aliases,
        @Nullable BigDecimal batchFactor,
        @Nullable LocalDate checked,
        List<TablePrice> prices) {
    public TableModel {
        aliases = List.copyOf(aliases);
        prices = List.copyOf(prices);
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("a model without a price: " + id);
        }
    }

    TableModel withAliases(List<String> others) {
        return new TableModel(
                id, entry, name, contextWindowTokens, maxOutputTokens, others, batchFactor, checked, prices);
    }

    /// The price in force on `day`; empty when the first begins later.
    Optional<TablePrice> inForceOn(LocalDate day) {
        return prices.reversed().stream()
                .filter(price -> {
                    var from = price.effectiveFrom();
                    return from == null || !from.isAfter(day);
                })
                .findFirst();
    }

    List<TablePrice> startingAfter(LocalDate day) {
        return prices.stream()
                .filter(price -> {
                    var from = price.effectiveFrom();
                    return from != null && from.isAfter(day);
                })
                .toList();
    }
}
