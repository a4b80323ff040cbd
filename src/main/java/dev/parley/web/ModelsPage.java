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

/// The catalogue with today's list prices in USD per million tokens, and what one usage costs on each model.
public record ModelsPage(
        List<String> providers,
        String provider,
        String sought,
        UsageQuestion question,
        List<Row> rows,
        String counted,
        List<UnknownModel> unknown) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public ModelsPage {
        providers = List.copyOf(providers);
        rows = List.copyOf(rows);
        unknown = List.copyOf(unknown);
    }

    /// @param address the model's own page
    /// @param history at most one picture; none where the price never changed
    /// @param cost of the usage that was asked about
    /// @param notes tiers, windows, end of life and whatever else bends the price
    /// @param source where the price was read; empty when there is no price
    public record Row(
            String provider,
            String name,
            String address,
            String tier,
            List<PriceHistory> history,
            Amount cost,
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
            history = List.copyOf(history);
        }
    }

    /// Which models are meant.
    ///
    /// @param provider only this one; empty for all
    /// @param name part of a name; empty for all
    record Sought(String provider, String name) {}

    /// @param unknown models that were called and that no price file knows
    static ModelsPage of(
            Contents contents, Sought asked, UsageQuestion question, List<UnknownModel> unknown, LocalDate day) {
        var provider = asked.provider();
        var sought = asked.name();
        var wanted = sought.strip().toLowerCase(Locale.ROOT);
        var all = contents.catalogue().models();
        var rows = new ArrayList<Row>();
        for (var model : all) {
            boolean matches = (provider.isEmpty() || model.id().provider().equals(provider))
                    && (model.id().toString() + " " + model.displayName())
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted);
            if (matches) {
                rows.add(row(model, contents, question, day));
            }
        }
        var counted = rows.size() == all.size()
                ? Figures.counted(all.size(), "model", "models")
                : Figures.count(rows.size()) + " of " + Figures.counted(all.size(), "model", "models");
        return new ModelsPage(
                all.stream().map(model -> model.id().provider()).distinct().toList(),
                provider,
                sought,
                question,
                rows,
                counted,
                unknown);
    }

    private static Row row(Model model, Contents contents, UsageQuestion question, LocalDate day) {
        var sheet = contents.prices().sheet(model.id()).orElse(null);
        var period = sheet == null ? null : sheet.inForceOn(day).orElse(null);
        var rates = period == null ? null : period.base();
        var window = model.contextWindowTokens();
        return new Row(
                model.id().provider(),
                model.id().name(),
                ModelPage.address(model.id()),
                rates == null ? "" : CostTier.of(rates).sign(),
                sheet == null ? List.of() : PriceHistory.of(sheet, day),
                Amount.of(question.cost(contents.prices(), model.id())),
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
        return rate(rates == null ? null : rates.listed(tokenClass));
    }

    /// A price of a million tokens with all its digits.
    static Amount rate(@Nullable BigDecimal perMtok) {
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
        if (sheet != null && sheet.standing().getLast() != period) {
            var next = sheet.standing().getLast();
            notes.add("from " + next.effectiveFrom() + ": " + ModelChoice.price(next.base()));
        }
        return notes;
    }
}
