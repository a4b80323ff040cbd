package dev.parley.web;

import dev.parley.library.Contents;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.CostTier;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.PricedUsage;
import dev.parley.pricing.Rates;
import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model: all its prices in both times, and what a usage costs on it.
///
/// @param history at most one picture; none where the price never changed
/// @param batch what a batch bills, in words
/// @param asked cost by class of the usage that was asked about
/// @param rowUsed which row prices it, or why none does
public record ModelPage(
        String id,
        String name,
        String tier,
        List<Fact> facts,
        List<PriceHistory> history,
        List<Row> rows,
        UsageQuestion question,
        List<Fact> asked,
        Amount total,
        String rowUsed,
        String address) {
    public ModelPage {
        facts = List.copyOf(facts);
        history = List.copyOf(history);
        rows = List.copyOf(rows);
        asked = List.copyOf(asked);
    }

    public record Fact(String name, String value) {}

    /// @param rank `base`, a tier or a window
    /// @param state whether the price is in force, announced, past or withdrawn
    public record Row(String from, String learned, String state, String rank, List<Amount> rates, String source) {
        public Row {
            rates = List.copyOf(rates);
        }
    }

    static ModelPage of(Model model, Contents contents, UsageQuestion question, LocalDate today) {
        var book = contents.prices();
        var sheet = book.sheet(model.id()).orElse(null);
        var inForce = sheet == null ? null : sheet.inForceOn(today).orElse(null);
        var priced = question.priced(book, model.id());
        return new ModelPage(
                model.id().toString(),
                model.displayName(),
                inForce == null ? "" : CostTier.of(inForce.base()).sign(),
                facts(model, sheet, today),
                sheet == null ? List.of() : PriceHistory.of(sheet, today),
                sheet == null ? List.of() : rows(sheet, inForce, today),
                question,
                byClass(priced),
                Amount.of(priced.cost()),
                rowUsed(priced),
                address(model.id()));
    }

    static String address(ModelId model) {
        return "/models/" + model.provider() + "/"
                + ScriptSetup.encoded(model.name()).replace("%2F", "/");
    }

    private static List<Fact> facts(Model model, @Nullable PriceSheet sheet, LocalDate today) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Context", tokens(model.contextWindowTokens())));
        facts.add(new Fact("Longest reply", tokens(model.maxOutputTokens())));
        facts.add(new Fact("Caches", model.caching().byItself() ? "by itself" : "what a request marks"));
        if (sheet != null) {
            var factor = sheet.batchFactor();
            facts.add(new Fact(
                    "Batch",
                    factor == null
                            ? "no cheaper"
                            : Figures.percent(factor.multiply(BigDecimal.valueOf(100)), BigDecimal.valueOf(100))
                                    + " of every price"));
        }
        if (model.endOfLife() != null) {
            facts.add(new Fact(
                    model.isServedOn(today) ? "Ends" : "Ended",
                    model.endOfLife().toString()));
        }
        if (!model.aliases().isEmpty()) {
            facts.add(new Fact("Also named", String.join(", ", model.aliases())));
        }
        return facts;
    }

    private static String tokens(@Nullable Long tokens) {
        return tokens == null ? "not known" : Figures.count(tokens) + " tokens";
    }

    /// Newest first, each with its tiers and windows beneath it.
    private static List<Row> rows(PriceSheet sheet, @Nullable PricePeriod inForce, LocalDate today) {
        var rows = new ArrayList<Row>();
        for (var period : sheet.periods().reversed()) {
            var state = state(period, inForce, today);
            rows.add(row(period, state, "base", period.base()));
            for (var tier : period.tiers()) {
                rows.add(row(period, state, "above " + Figures.count(tier.aboveInputTokens()), tier.rates()));
            }
            for (var window : period.windows()) {
                rows.add(row(period, state, window.label(), window.rates()));
            }
        }
        return rows;
    }

    private static String state(PricePeriod period, @Nullable PricePeriod inForce, LocalDate today) {
        if (period.withdrawnAt() != null) {
            return "withdrawn " + period.withdrawnAt();
        }
        if (period.equals(inForce)) {
            return "in force";
        }
        var from = period.effectiveFrom();
        return from != null && from.isAfter(today) ? "announced" : "past";
    }

    private static Row row(PricePeriod period, String state, String rank, Rates rates) {
        var amounts = new ArrayList<Amount>();
        for (var tokenClass : TokenClass.values()) {
            amounts.add(ModelsPage.rate(rates.listed(tokenClass)));
        }
        amounts.add(
                rank.equals("base") ? ModelsPage.rate(period.cacheStoragePerMtokHour()) : Amount.unknown("see base"));
        return new Row(
                period.effectiveFrom() == null
                        ? "launch"
                        : period.effectiveFrom().toString(),
                period.recordedAt().toString(),
                state,
                rank,
                amounts,
                period.source());
    }

    private static List<Fact> byClass(PricedUsage priced) {
        return switch (priced) {
            case PricedUsage.Unknown _ -> List.of();
            case PricedUsage.Known known ->
                known.byClass().entrySet().stream()
                        .filter(entry -> !entry.getValue().isZero())
                        .map(entry -> new Fact(
                                TokenBar.label(entry.getKey()),
                                "$" + entry.getValue().plain()))
                        .toList();
        };
    }

    private static String rowUsed(PricedUsage priced) {
        return switch (priced) {
            case PricedUsage.Unknown(var reason) -> reason;
            case PricedUsage.Known known ->
                (known.price().effectiveFrom() == null
                                ? "price since launch"
                                : "price since " + known.price().effectiveFrom())
                        + ", " + known.price().tier() + " rates, learned "
                        + known.price().recordedAt();
        };
    }
}
