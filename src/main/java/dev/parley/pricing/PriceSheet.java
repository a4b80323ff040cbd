package dev.parley.pricing;

import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All prices of one model over time, in two times: when a price applies, and when it was learned.
///
/// @param model whose prices these are; the name `*` stands for every model of the provider that has no sheet of its
/// own
/// @param cachesByItself whether the provider caches without being asked, so that an unpriced write bills as fresh
/// input
/// @param batchFactor share of every class that the batch interface bills, as in 0.5; null when it is no cheaper
/// @param periods by their first day and then by the day they were learned, earliest first; withdrawn ones too
public record PriceSheet(
        ModelId model, boolean cachesByItself, @Nullable BigDecimal batchFactor, List<PricePeriod> periods) {
    public static final String EVERY_MODEL = ModelId.EVERY_NAME;

    private static final Comparator<PricePeriod> BY_BEGINNING = Comparator.comparing(
                    PricePeriod::effectiveFrom, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(PricePeriod::recordedAt);

    public PriceSheet {
        periods = periods.stream().sorted(BY_BEGINNING).toList();
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a sheet without a price: " + model);
        }
    }

    /// The period in force on `day` (UTC); empty when the first begins later. Of two that begin on the same day the one
    /// that was learned later counts; one that was withdrawn never does.
    public Optional<PricePeriod> inForceOn(LocalDate day) {
        return standing().reversed().stream()
                .filter(period -> period.hasBegunOn(day))
                .findFirst();
    }

    /// The periods that were not withdrawn, by their first day and then by the day they were learned.
    public List<PricePeriod> standing() {
        return periods.stream().filter(period -> period.withdrawnAt() == null).toList();
    }

    /// The sheet as it was believed at the end of `day`; empty when no price was known by then.
    public Optional<PriceSheet> asKnownOn(LocalDate day) {
        var known = periods.stream()
                .flatMap(period -> period.asKnownOn(day).stream())
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceSheet(model, cachesByItself, batchFactor, known));
    }

    /// The same sheet with further periods.
    public PriceSheet with(List<PricePeriod> more) {
        return new PriceSheet(
                model,
                cachesByItself,
                batchFactor,
                Stream.concat(periods.stream(), more.stream()).distinct().toList());
    }
}
