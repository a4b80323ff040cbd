package dev.parley.library.pricetable;

import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills what a table does not say with what our book says. Tables have no place for some classes, so their silence
/// takes nothing away as long as the price of input is the same. Once that differs, ours may be wrong too: the class
/// is then left without a price, which makes costs unknown rather than wrong.
final class Silence {
    private Silence() {}

    static TablePrice filled(TableKind kind, TablePrice theirs, TablePrice ours) {
        var base = filled(theirs.base(), ours.base());
        var tiers =
                theirs.tiers().stream().map(tier -> filled(tier, ours.tiers())).toList();
        var windows = theirs.windows().stream()
                .map(window -> filled(window, ours.windows()))
                .toList();
        boolean isSilentOnWindows = !kind.saysDailyWindows() && tiers.isEmpty() && base.equals(ours.base());
        return new TablePrice(
                theirs.effectiveFrom(),
                base,
                tiers,
                isSilentOnWindows ? ours.windows() : windows,
                ours.cacheStoragePerMtokHour());
    }

    private static Rates filled(Rates theirs, Rates ours) {
        boolean sameInput = theirs.inputPerMtok().equals(ours.inputPerMtok());
        return new Rates(
                theirs.inputPerMtok(),
                theirs.outputPerMtok(),
                either(theirs.cacheReadPerMtok(), sameInput, ours.cacheReadPerMtok()),
                either(theirs.cacheWrite5mPerMtok(), sameInput, ours.cacheWrite5mPerMtok()),
                either(theirs.cacheWrite1hPerMtok(), sameInput, ours.cacheWrite1hPerMtok()));
    }

    /// Sources differ by one token on where a tier begins; that is the same tier, and begins where it does here.
    private static PricePeriod.Tier filled(PricePeriod.Tier theirs, List<PricePeriod.Tier> ours) {
        return ours.stream()
                .filter(tier -> Math.abs(tier.aboveInputTokens() - theirs.aboveInputTokens()) <= 1)
                .findFirst()
                .map(tier -> new PricePeriod.Tier(tier.aboveInputTokens(), filled(theirs.rates(), tier.rates())))
                .orElse(theirs);
    }

    private static PricePeriod.DailyWindow filled(PricePeriod.DailyWindow theirs, List<PricePeriod.DailyWindow> ours) {
        return ours.stream()
                .filter(window -> window.label().equals(theirs.label()))
                .findFirst()
                .map(window ->
                        new PricePeriod.DailyWindow(theirs.from(), theirs.to(), filled(theirs.rates(), window.rates())))
                .orElse(theirs);
    }

    private static @Nullable BigDecimal either(
            @Nullable BigDecimal theirs, boolean sameInput, @Nullable BigDecimal ours) {
        return theirs == null && sameInput ? ours : theirs;
    }
}
