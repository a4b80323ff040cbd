package dev.parley.pricing;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prices of all models over time. Immutable; editing a file makes a new book.
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(List.of(), Map.of());

    private final Map<ModelId, PriceSheet> sheets = new HashMap<>();
    private final Map<ModelId, ModelId> aliases;

    /// @param aliases other ids under which a model is known, dated ones among them
    public PriceBook(Collection<PriceSheet> sheets, Map<ModelId, ModelId> aliases) {
        for (var sheet : sheets) {
            this.sheets.put(sheet.model(), sheet);
        }
        this.aliases = Map.copyOf(aliases);
    }

    public Collection<PriceSheet> sheets() {
        return List.copyOf(sheets.values());
    }

    /// The sheet of the model, of the model it is an alias of, or of every model of its provider.
    public Optional<PriceSheet> sheet(ModelId model) {
        var own = sheets.get(model);
        if (own == null) {
            own = sheets.get(aliases.getOrDefault(model, model));
        }
        if (own == null) {
            own = sheets.get(new ModelId(model.provider(), PriceSheet.EVERY_MODEL));
        }
        return Optional.ofNullable(own);
    }

    /// Prices `usage` of one request that went out at `at`. Exact: no digit is rounded.
    public PricedUsage price(ModelId model, Usage usage, Instant at, boolean batch) {
        var found = sheet(model);
        if (found.isEmpty()) {
            return new PricedUsage.Unknown("no price is known for " + model);
        }
        var sheet = found.get();
        var moment = at.atZone(ZoneOffset.UTC);
        var period = sheet.inForceOn(moment.toLocalDate());
        if (period.isEmpty()) {
            return new PricedUsage.Unknown("no price of " + model + " is known before "
                    + sheet.periods().getFirst().effectiveFrom());
        }
        var row = Row.of(period.get(), usage.totalInput(), moment.toLocalTime());
        var byClass = new EnumMap<TokenClass, Usd>(TokenClass.class);
        var total = Usd.ZERO;
        for (var tokenClass : TokenClass.values()) {
            long tokens = usage.tokens(tokenClass);
            var perMtok = row.rates.applied(tokenClass, sheet.cachesByItself());
            if (perMtok == null) {
                if (tokens > 0) {
                    return new PricedUsage.Unknown("no price is known for " + tokenClass.wireName() + " of " + model);
                }
                continue;
            }
            var usd = Usd.ofTokens(tokens, batch ? batched(sheet, perMtok) : perMtok);
            byClass.put(tokenClass, usd);
            total = total.plus(usd);
        }
        var price = new PriceUsed(
                period.get().effectiveFrom(), row.label, period.get().source());
        return new PricedUsage.Known(total, byClass, price);
    }

    /// Whether the short cache write of the model has a price of its own on the day of `at`.
    public boolean pricesWrites(ModelId model, Instant at) {
        return sheet(model)
                .flatMap(sheet -> sheet.inForceOn(at.atZone(ZoneOffset.UTC).toLocalDate()))
                .map(period -> period.base().cacheWrite5mPerMtok() != null)
                .orElse(false);
    }

    /// The most that a request sent around `at` can cost: every input token at the dearest of `inputClasses`, at the
    /// dearest tier that `mostInputTokens` reaches and the dearest window of this UTC day or the next. A class
    /// without a price makes the bound unknown.
    public Optional<Usd> ceiling(
            ModelId model, Instant at, long mostInputTokens, long mostOutputTokens, Set<TokenClass> inputClasses) {
        var sheet = sheet(model).orElse(null);
        if (sheet == null) {
            return Optional.empty();
        }
        var today = at.atZone(ZoneOffset.UTC).toLocalDate();
        Usd dearest = null;
        for (var day : List.of(today, today.plusDays(1))) {
            var bound = ceilingOn(day, sheet, mostInputTokens, mostOutputTokens, inputClasses);
            if (bound == null) {
                return Optional.empty();
            }
            dearest = dearest == null ? bound : dearest.max(bound);
        }
        return Optional.ofNullable(dearest);
    }

    private static @Nullable Usd ceilingOn(
            LocalDate day, PriceSheet sheet, long inputTokens, long outputTokens, Set<TokenClass> inputClasses) {
        var period = sheet.inForceOn(day).orElse(null);
        if (period == null) {
            return null;
        }
        var tiers = period.tiers().stream()
                .filter(tier -> tier.aboveInputTokens() < inputTokens)
                .map(PricePeriod.Tier::rates);
        var windows = period.windows().stream().map(PricePeriod.DailyWindow::rates);
        var inputPerMtok = BigDecimal.ZERO;
        var outputPerMtok = BigDecimal.ZERO;
        for (var rates : Stream.concat(Stream.of(period.base()), Stream.concat(tiers, windows))
                .toList()) {
            for (var tokenClass : inputClasses) {
                var perMtok = rates.applied(tokenClass, sheet.cachesByItself());
                if (perMtok == null) {
                    return null;
                }
                inputPerMtok = inputPerMtok.max(perMtok);
            }
            outputPerMtok = outputPerMtok.max(rates.outputPerMtok());
        }
        return Usd.ofTokens(inputTokens, inputPerMtok).plus(Usd.ofTokens(outputTokens, outputPerMtok));
    }

    private static BigDecimal batched(PriceSheet sheet, BigDecimal perMtok) {
        var factor = sheet.batchFactor();
        return factor == null ? perMtok : perMtok.multiply(factor);
    }

    private record Row(Rates rates, String label) {
        static Row of(PricePeriod period, long totalInputTokens, java.time.LocalTime time) {
            for (var tier : period.tiers().reversed()) {
                if (totalInputTokens > tier.aboveInputTokens()) {
                    return new Row(tier.rates(), "above " + tier.aboveInputTokens());
                }
            }
            for (var window : period.windows()) {
                if (window.contains(time)) {
                    return new Row(window.rates(), window.label());
                }
            }
            return new Row(period.base(), "base");
        }
    }
}
