package dev.parley.library.pricetable;

import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a table says a model costs from a day on, in USD per million tokens. Amounts have no trailing zeros, so that
/// equal prices are equal records.
///
/// @param effectiveFrom null when the table gives no day
/// @param tiers rates for the whole request above a number of input tokens, rising
/// @param cacheStoragePerMtokHour as the book has it; no table says it
public record TablePrice(
        @Nullable LocalDate effectiveFrom,
        Rates base,
        List<PricePeriod.Tier> tiers,
        List<PricePeriod.DailyWindow> windows,
        @Nullable BigDecimal cacheStoragePerMtokHour) {
    private static final LocalDate ANY_DAY = LocalDate.EPOCH;

    /// @throws IllegalArgumentException when the book cannot hold it, as with overlapping windows
    public TablePrice {
        base = exact(base);
        tiers = tiers.stream()
                .map(tier -> new PricePeriod.Tier(tier.aboveInputTokens(), exact(tier.rates())))
                .toList();
        windows = windows.stream()
                .map(window -> new PricePeriod.DailyWindow(window.from(), window.to(), exact(window.rates())))
                .toList();
        cacheStoragePerMtokHour = exact(cacheStoragePerMtokHour);
        var unused = new PricePeriod(effectiveFrom, ANY_DAY, "", base, tiers, windows);
    }

    /// As a table says it, without cache storage.
    TablePrice(
            @Nullable LocalDate effectiveFrom,
            Rates base,
            List<PricePeriod.Tier> tiers,
            List<PricePeriod.DailyWindow> windows) {
        this(effectiveFrom, base, tiers, windows, null);
    }

    static TablePrice of(PricePeriod period) {
        return new TablePrice(
                period.effectiveFrom(),
                period.base(),
                period.tiers(),
                period.windows(),
                period.cacheStoragePerMtokHour());
    }

    TablePrice from(@Nullable LocalDate day) {
        return new TablePrice(day, base, tiers, windows, cacheStoragePerMtokHour);
    }

    /// Whether both cost the same, whenever they begin.
    boolean costsAs(TablePrice other) {
        return from(null).equals(other.from(null));
    }

    PricePeriod inBook(@Nullable LocalDate day, LocalDate recordedAt, String source) {
        return new PricePeriod(day, recordedAt, null, source, base, tiers, windows, cacheStoragePerMtokHour);
    }

    private static Rates exact(Rates rates) {
        return new Rates(
                TableNumbers.exact(rates.inputPerMtok()),
                TableNumbers.exact(rates.outputPerMtok()),
                exact(rates.cacheReadPerMtok()),
                exact(rates.cacheWrite5mPerMtok()),
                exact(rates.cacheWrite1hPerMtok()));
    }

    private static @Nullable BigDecimal exact(@Nullable BigDecimal usdPerMtok) {
        return usdPerMtok == null ? null : TableNumbers.exact(usdPerMtok);
    }
}
