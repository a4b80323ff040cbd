package dev.parley.pricing;

import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Prices of all models over time. Immutable; editing a file makes a new book.
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(List.of(), Map.of());

    private final Map<ModelId, PriceTimeline> timelines = new HashMap<>();
    private final Map<ModelId, PriceSheet> sheets = new HashMap<>();
    private final Map<ModelId, ModelId> aliases;
    private final @Nullable PriceTimeline assumed;

    /// @param aliases other ids under which a model is known, dated ones among them
    public PriceBook(Collection<PriceSheet> sheets, Map<ModelId, ModelId> aliases) {
        this(sheets, aliases, null);
    }

    /// @param assumedSheet the operator's price for models that no sheet knows; null when there is none, and then they
    /// are unpriced
    public PriceBook(Collection<PriceSheet> sheets, Map<ModelId, ModelId> aliases, @Nullable PriceSheet assumedSheet) {
        for (var sheet : sheets) {
            this.sheets.put(sheet.model(), sheet);
            this.timelines.put(sheet.model(), new PriceTimeline(sheet, false));
        }
        this.aliases = Map.copyOf(aliases);
        this.aliases.forEach((alias, model) -> {
            if (this.sheets.containsKey(model)) {
                timelines.putIfAbsent(alias, timelines.get(model));
            }
        });
        this.assumed = assumedSheet == null ? null : new PriceTimeline(assumedSheet, true);
    }

    public Collection<PriceSheet> sheets() {
        return List.copyOf(sheets.values());
    }

    /// The operator's price for models that no sheet knows.
    public Optional<PriceSheet> assumedSheet() {
        return Optional.ofNullable(assumed).map(PriceTimeline::sheet);
    }

    /// The sheet of the model, of the model it is an alias or a dated id of, or of every model of its provider.
    public Optional<PriceSheet> sheet(ModelId model) {
        return Optional.ofNullable(listed(model)).map(PriceTimeline::sheet);
    }

    /// Whether the model would be priced by the operator's price for unknown models.
    public boolean isAssumed(ModelId model) {
        return assumed != null && listed(model) == null;
    }

    /// The book as it was believed at the end of `day`: without the prices that were learned later, and with those that
    /// were withdrawn later.
    public PriceBook asKnownOn(LocalDate day) {
        return new PriceBook(
                sheets.values().stream()
                        .flatMap(sheet -> sheet.asKnownOn(day).stream())
                        .toList(),
                aliases,
                assumedSheet().flatMap(sheet -> sheet.asKnownOn(day)).orElse(null));
    }

    /// The book with the prices of `other` in place of its own, for the models that the other one knows.
    public PriceBook overlaidBy(PriceBook other) {
        var united = new HashMap<>(sheets);
        united.putAll(other.sheets);
        var names = new HashMap<>(aliases);
        names.putAll(other.aliases);
        return new PriceBook(
                united.values(),
                names,
                other.assumedSheet().or(this::assumedSheet).orElse(null));
    }

    /// Prices `usage` of one request that went out at `at`. Exact: no digit is rounded.
    public PricedUsage price(ModelId model, Usage usage, Instant at, boolean batch) {
        var timeline = timeline(model);
        if (timeline == null) {
            return new PricedUsage.Unknown("no price is known for " + model);
        }
        var row = timeline.row(at, usage.totalInput(), batch);
        return row == null ? notYet(model, timeline) : row.price(usage);
    }

    /// What keeping `tokens` tokens in an explicit cache from `from` until `until` costs, at the prices of each day.
    /// Rounded HALF_EVEN at 10⁻¹² dollars, since an hour's price does not divide into seconds.
    public Cost storage(ModelId model, long tokens, Instant from, Instant until) {
        return sheet(model)
                .map(sheet -> CacheStorage.cost(sheet, tokens, from, until))
                .orElseGet(() -> Cost.unpriced("no price is known for " + model));
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
    public Optional<RequestBound> bound(ModelId model, Instant at, long mostInputTokens, Set<TokenClass> inputClasses) {
        var timeline = timeline(model);
        return timeline == null ? Optional.empty() : Ceiling.of(timeline.sheet(), at, mostInputTokens, inputClasses);
    }

    /// [#bound] for a reply of at most `mostOutputTokens`.
    public Optional<Usd> ceiling(
            ModelId model, Instant at, long mostInputTokens, long mostOutputTokens, Set<TokenClass> inputClasses) {
        return bound(model, at, mostInputTokens, inputClasses).map(bound -> bound.at(mostOutputTokens));
    }

    private @Nullable PriceTimeline timeline(ModelId model) {
        var listed = listed(model);
        return listed == null ? assumed : listed;
    }

    private @Nullable PriceTimeline listed(ModelId model) {
        var known = timelines.get(model);
        return known == null ? listedOtherwise(model) : known;
    }

    private @Nullable PriceTimeline listedOtherwise(ModelId model) {
        var undated = model.undated().map(timelines::get).orElse(null);
        return undated == null ? timelines.get(new ModelId(model.provider(), PriceSheet.EVERY_MODEL)) : undated;
    }

    private static PricedUsage notYet(ModelId model, PriceTimeline timeline) {
        var standing = timeline.sheet().standing();
        return new PricedUsage.Unknown(
                standing.isEmpty()
                        ? "every price of " + model + " was withdrawn"
                        : "no price of " + model + " is known before "
                                + standing.getFirst().effectiveFrom());
    }
}
