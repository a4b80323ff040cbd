package dev.parley.pricing;

import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All prices of one model over time.
///
/// @param model whose prices these are; the name `*` stands for every model of the provider that has no sheet of its
/// own
/// @param cachesByItself whether the provider caches without being asked, so that an unpriced write bills as fresh
/// input
/// @param batchFactor share of every class that the batch interface bills, as in 0.5; null when it is no cheaper
/// @param periods by their first day, earliest first
public record PriceSheet(
        ModelId model, boolean cachesByItself, @Nullable BigDecimal batchFactor, List<PricePeriod> periods) {
    public static final String EVERY_MODEL = ModelId.EVERY_NAME;

    public PriceSheet {
        periods = periods.stream()
                .sorted(Comparator.comparing(
                        PricePeriod::effectiveFrom, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a sheet without a price: " + model);
        }
    }

    /// The period in force on `day` (UTC); empty when the first begins later.
    public Optional<PricePeriod> inForceOn(LocalDate day) {
        return periods.reversed().stream()
                .filter(period -> {
                    var from = period.effectiveFrom();
                    return from == null || !from.isAfter(day);
                })
                .findFirst();
    }
}
