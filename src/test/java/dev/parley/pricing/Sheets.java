package dev.parley.pricing;

import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Price sheets for tests; a test says only what matters to it.
final class Sheets {
    static final ModelId MODEL = ModelId.parse("acme/one");
    static final Rates BASE = rates("3", "15", "0.3", "3.75", "6");

    private Sheets() {}

    static Rates rates(
            String input, String output, @Nullable String read, @Nullable String write5m, @Nullable String write1h) {
        return new Rates(
                new BigDecimal(input), new BigDecimal(output), decimal(read), decimal(write5m), decimal(write1h));
    }

    static PricePeriod since(@Nullable String day, Rates base) {
        return period(day, base, List.of(), List.of());
    }

    static PricePeriod period(
            @Nullable String day, Rates base, List<PricePeriod.Tier> tiers, List<PricePeriod.DailyWindow> windows) {
        var from = day == null ? null : LocalDate.parse(day);
        return new PricePeriod(from, LocalDate.parse("2026-11-01"), "a price list", base, tiers, windows);
    }

    static PricePeriod.Tier above(long tokens, Rates rates) {
        return new PricePeriod.Tier(tokens, rates);
    }

    static PricePeriod.DailyWindow window(String from, String to, Rates rates) {
        return new PricePeriod.DailyWindow(LocalTime.parse(from), LocalTime.parse(to), rates);
    }

    static PriceSheet explicit(PricePeriod... periods) {
        return new PriceSheet(MODEL, false, null, List.of(periods));
    }

    static PriceSheet automatic(PricePeriod... periods) {
        return new PriceSheet(MODEL, true, null, List.of(periods));
    }

    static PriceBook book(PriceSheet... sheets) {
        return new PriceBook(List.of(sheets), Map.of());
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
