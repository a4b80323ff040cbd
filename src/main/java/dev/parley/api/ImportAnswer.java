package dev.parley.api;

import dev.parley.library.pricetable.ClassChange;
import dev.parley.library.pricetable.PriceDiff.Change;
import dev.parley.library.pricetable.PriceDiff.Changed;
import dev.parley.library.pricetable.TableAnswer;
import dev.parley.library.pricetable.TableModel;
import dev.parley.library.pricetable.TablePrice;
import dev.parley.model.ModelId;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a table would change in the book. Prices are USD per million tokens as decimal strings.
///
/// @param digest by which it is taken
/// @param day whose prices it was held against
/// @param gone models of ours that the table does not have; their prices stay
/// @param same how many models have the same price
public record ImportAnswer(
        String digest,
        String table,
        String source,
        LocalDate day,
        List<NewModel> added,
        List<ChangedModel> changed,
        int same,
        List<String> gone,
        List<SkippedEntry> skipped,
        List<String> notes) {
    static ImportAnswer of(TableAnswer.Shown shown) {
        var diff = shown.diff();
        return new ImportAnswer(
                shown.digest(),
                shown.table().kind().wireName(),
                shown.table().source(),
                diff.day(),
                diff.added().stream().map(added -> NewModel.of(added.model())).toList(),
                diff.changed().stream().map(ChangedModel::of).toList(),
                diff.same().size(),
                diff.gone().stream().map(ModelId::toString).toList(),
                diff.skipped().stream()
                        .map(skipped -> new SkippedEntry(skipped.entry(), skipped.reason()))
                        .toList(),
                diff.notes());
    }

    public record NewModel(
            String model,
            @Nullable String name,
            @Nullable Long contextWindow,
            @Nullable Long maxOutput,
            List<String> aliases,
            List<Price> prices) {
        static NewModel of(TableModel model) {
            return new NewModel(
                    model.id().toString(),
                    model.name(),
                    model.contextWindowTokens(),
                    model.maxOutputTokens(),
                    model.aliases(),
                    model.prices().stream().map(Price::of).toList());
        }
    }

    public record ChangedModel(String model, String entry, List<PriceChange> changes) {
        static ChangedModel of(Changed changed) {
            return new ChangedModel(
                    changed.id().toString(),
                    changed.model().entry(),
                    changed.changes().stream().map(PriceChange::of).toList());
        }
    }

    /// @param effectiveFrom the first day that the taken price would have
    /// @param classes of the base rates that differ
    /// @param words how tiers and daily windows differ
    public record PriceChange(LocalDate effectiveFrom, Price price, List<ClassPrice> classes, List<String> words) {
        static PriceChange of(Change change) {
            return new PriceChange(
                    change.effectiveFrom(),
                    Price.of(change.taken()),
                    change.classes().stream().map(ClassPrice::of).toList(),
                    change.words());
        }
    }

    /// @param difference exact; null, as the percentage, when one side has no price
    public record ClassPrice(
            String tokenClass,
            @Nullable String ours,
            @Nullable String theirs,
            @Nullable String difference,
            @Nullable String percent) {
        static ClassPrice of(ClassChange change) {
            return new ClassPrice(
                    change.tokenClass().wireName(),
                    plain(change.ours()),
                    plain(change.theirs()),
                    plain(change.difference()),
                    plain(change.percent()));
        }
    }

    public record SkippedEntry(String entry, String reason) {}

    public record Price(
            @Nullable LocalDate effectiveFrom, PerMtok usdPerMtok, List<TierPrice> tiers, List<WindowPrice> windows) {
        static Price of(TablePrice price) {
            return new Price(
                    price.effectiveFrom(),
                    PerMtok.of(price.base()),
                    price.tiers().stream()
                            .map(tier -> new TierPrice(tier.aboveInputTokens(), PerMtok.of(tier.rates())))
                            .toList(),
                    price.windows().stream()
                            .map(window -> new WindowPrice(
                                    window.from().toString(), window.to().toString(), PerMtok.of(window.rates())))
                            .toList());
        }
    }

    public record TierPrice(long aboveInputTokens, PerMtok usdPerMtok) {}

    public record WindowPrice(String fromUtc, String toUtc, PerMtok usdPerMtok) {}

    public record PerMtok(
            @Nullable String input,
            @Nullable String output,
            @Nullable String cacheRead,
            @Nullable String cacheWrite5m,
            @Nullable String cacheWrite1h) {
        static PerMtok of(Rates rates) {
            return new PerMtok(
                    plain(rates.inputPerMtok()),
                    plain(rates.outputPerMtok()),
                    plain(rates.cacheReadPerMtok()),
                    plain(rates.cacheWrite5mPerMtok()),
                    plain(rates.cacheWrite1hPerMtok()));
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }
}
