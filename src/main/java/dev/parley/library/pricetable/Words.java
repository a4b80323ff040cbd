package dev.parley.library.pricetable;

import dev.parley.pricing.PricePeriod.DailyWindow;
import dev.parley.pricing.PricePeriod.Tier;
import dev.parley.pricing.Rates;
import dev.parley.tokens.TokenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says how tiers and daily windows differ.
final class Words {
    private Words() {}

    static List<String> of(
            List<Tier> tiers, List<Tier> ourTiers, List<DailyWindow> windows, List<DailyWindow> ourWindows) {
        var words = new ArrayList<String>();
        var pairs = new TreeMap<Long, Pair>();
        ourTiers.forEach(tier -> pairs.put(tier.aboveInputTokens(), new Pair(tier.rates(), null)));
        tiers.forEach(tier -> pairs.merge(
                tier.aboveInputTokens(),
                new Pair(null, tier.rates()),
                (ours, theirs) -> new Pair(ours.ours, theirs.theirs)));
        pairs.forEach((above, pair) -> pair.add(String.format(Locale.ROOT, "above %,d input tokens", above), words));
        var parts = new TreeMap<String, Pair>();
        ourWindows.forEach(window -> parts.put(window.label(), new Pair(window.rates(), null)));
        windows.forEach(window -> parts.merge(
                window.label(), new Pair(null, window.rates()), (ours, theirs) -> new Pair(ours.ours, theirs.theirs)));
        parts.forEach((label, pair) -> pair.add(label, words));
        return words;
    }

    /// As in "input 3, output 15, cacheRead 0.3".
    static String rates(Rates rates) {
        var parts = new ArrayList<String>();
        for (var tokenClass : TokenClass.values()) {
            var usdPerMtok = rates.listed(tokenClass);
            if (usdPerMtok != null) {
                parts.add(tokenClass.wireName() + " " + usdPerMtok.toPlainString());
            }
        }
        return String.join(", ", parts);
    }

    private record Pair(@Nullable Rates ours, @Nullable Rates theirs) {
        void add(String where, List<String> words) {
            if (Objects.equals(ours, theirs)) {
                return;
            }
            if (ours == null && theirs != null) {
                words.add(where + ": new, " + rates(theirs));
            } else if (theirs == null && ours != null) {
                words.add(where + ": no longer, it was " + rates(ours));
            } else if (ours != null && theirs != null) {
                words.add(where + ": " + rates(ours) + " → " + rates(theirs));
            }
        }
    }
}
