package dev.parley.library.pricetable;

import dev.parley.model.Model;
import dev.parley.pricing.PricePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model of an imported file. Prices are only ever added to it, but for one: what was taken earlier on the same day
/// for the same first day gives way.
///
/// @param batchFactor share that a batch bills; null when it is no cheaper
/// @param periods by first day, then by the day they were learned
record ImportedModel(Model model, @Nullable BigDecimal batchFactor, List<PricePeriod> periods) {
    private static final Comparator<PricePeriod> IN_ORDER = Comparator.comparing(
                    PricePeriod::effectiveFrom, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(PricePeriod::recordedAt);

    ImportedModel {
        periods = periods.stream().sorted(IN_ORDER).toList();
    }

    /// Itself when it already has that price for that day.
    ImportedModel with(PricePeriod taken) {
        if (newestFor(taken.effectiveFrom())
                .filter(now -> TablePrice.of(now).costsAs(TablePrice.of(taken)))
                .isPresent()) {
            return this;
        }
        var more = new ArrayList<>(periods);
        more.removeIf(period -> Objects.equals(period.effectiveFrom(), taken.effectiveFrom())
                && period.recordedAt().equals(taken.recordedAt()));
        more.add(taken);
        return new ImportedModel(model, batchFactor, more);
    }

    /// What this file says of a first day. Whether a price is news at all was asked of the whole book before.
    private Optional<PricePeriod> newestFor(@Nullable LocalDate day) {
        return periods.reversed().stream()
                .filter(period -> Objects.equals(period.effectiveFrom(), day) && period.withdrawnAt() == null)
                .findFirst();
    }
}
