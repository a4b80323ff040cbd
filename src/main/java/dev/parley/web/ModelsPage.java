package dev.parley.web;

import dev.parley.library.Contents;
import dev.parley.model.Model;
import dev.parley.pricing.CostTier;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The catalogue with today's list prices in USD per million tokens.
public record ModelsPage(List<String> providers, String provider, String sought, List<Row> rows, String counted) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public ModelsPage {
        providers = List.copyOf(providers);
        rows = List.copyOf(rows);
    }

    /// @param notes tiers, windows, end of life and whatever else bends the price
    /// @param source where the price was read; empty when there is no price
    public record Row(
            String provider,
            String name,
            String tier,
            Amount input,
            Amount cacheRead,
            Amount cacheWrite5m,
            Amount cacheWrite1h,
            Amount output,
            String context,
            @Nullable Long contextTokens,
            String batch,
            String since,
            List<String> notes,
            String source) {
        public Row {
            notes = List.copyOf(notes);
        }
    }

    /// @param provider only this one; empty for all
    /// @param sought part of a name; empty for all
    static ModelsPage of(Contents contents, String provider, String sought, LocalDate day) {
        var wanted = sought.strip().toLowerCase(Locale.ROOT);
        var all = contents.catalogue().models();
        var rows = new ArrayList<Row>();
        for (var model : all) {
            boolean matches = (provider.isEmpty() || model.id().provider().equals(provider))
                    && (model.id().toString() + " " + model.displayName())
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted);
            if (matches) {
                rows.add(row(model, contents, day));
            }
        }
        var counted = rows.size() == all.size()
                ? Figures.counted(all.size(), "model", "models")
                : Figures.count(rows.size()) + " of " + Figures.counted(all.size(), "model", "models");
        return new ModelsPage(
                all.stream().map(model -> model.id().provider()).distinct().toList(), provider, sought, rows, counted);
    }

    private static Row row(Model model, Contents contents, LocalDate day) {
        var sheet = contents.prices().sheet(model.id()).orElse(null);
        var period = sheet == null ? null : sheet.inForceOn(day).orElse(null);
        var rates = period == null ? null : period.base();
        var window = model.contextWindowTokens();
        return new Row(
                model.id().provider(),
                model.id().name(),
                rates == null ? "" : CostTier.of(rates).sign(),
                rate(rates, TokenClass.INPUT),
                rate(rates, TokenClass.CACHE_READ),
                rate(rates, TokenClass.CACHE_WRITE_5M),
                rate(rates, TokenClass.CACHE_WRITE_1H),
                rate(rates, TokenClass.OUTPUT),
                window == null ? "—" : Figures.count(window),
                window,
                sheet == null || sheet.batchFactor() == null
                        ? "—"
                        : Figures.percent(sheet.batchFactor().multiply(HUNDRED), HUNDRED),
                period == null || period.effectiveFrom() == null
                        ? "launch"
                        : period.effectiveFrom().toString(),
                notes(model, sheet, period, day),
                period == null ? "" : period.source());
    }

    private static Amount rate(@Nullable Rates rates, TokenClass tokenClass) {
        var perMtok = rates == null ? null : rates.listed(tokenClass);
        if (perMtok == null) {
            return Amount.unknown("no price is listed");
        }
        var exact = ModelChoice.perMtok(perMtok);
        return new Amount(exact, exact + " per million tokens", exact.substring(1));
    }

    private static List<String> notes(
            Model model, @Nullable PriceSheet sheet, @Nullable PricePeriod period, LocalDate day) {
        var notes = new ArrayList<String>();
        if (model.endOfLife() != null) {
            notes.add((model.isServedOn(day) ? "ends " : "ended ") + model.endOfLife());
        }
        if (period == null) {
            notes.add("price unknown");
            return notes;
        }
        for (var tier : period.tiers()) {
            notes.add(
                    "above " + Figures.count(tier.aboveInputTokens()) + " tokens: " + ModelChoice.price(tier.rates()));
        }
        for (var window : period.windows()) {
            notes.add(window.label() + ": " + ModelChoice.price(window.rates()));
        }
        if (sheet != null && sheet.periods().getLast() != period) {
            var next = sheet.periods().getLast();
            notes.add("from " + next.effectiveFrom() + ": " + ModelChoice.price(next.base()));
        }
        return notes;
    }
}
