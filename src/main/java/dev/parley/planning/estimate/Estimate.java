package dev.parley.planning.estimate;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run will cost, before its first call. Amounts cover the priced part; `unpriced` names the rest.
///
/// @param likely the middle of what is expected
/// @param low nine runs in ten should cost more than `low` and less than `high` taken together; a prior until
///     finished runs have taught better
/// @param max is never passed, with every permitted attempt and hidden call; null when a price is missing
/// @param withoutCaching likely, were every input token fresh
/// @param batch likely, through the batch interface without caching; null where a model is no cheaper that way
/// @param tokens likely tokens of all calls by class
/// @param unpriced models without a price
public record Estimate(
        Usd low,
        Usd likely,
        Usd high,
        @Nullable Usd max,
        Usd withoutCaching,
        @Nullable Usd batch,
        List<PersonaShare> byPersona,
        List<TurnShare> byTurn,
        Usage tokens,
        List<ModelId> unpriced) {
    public Estimate {
        byPersona = List.copyOf(byPersona);
        byTurn = List.copyOf(byTurn);
        unpriced = List.copyOf(unpriced);
    }

    /// Whether any part has a price. Without one the amounts are zero and mean nothing.
    public boolean isPriced() {
        return unpriced.isEmpty() || !likely.isZero();
    }

    /// @param persona null for hidden calls of no persona
    /// @param turns how many turns are expected of them
    public record PersonaShare(
            @Nullable String persona, @Nullable ModelId model, int turns, Usd likely) {}

    /// @param cumulative likely cost of all turns up to and with this one
    /// @param cumulativeLow lower end of the interval up to this turn
    /// @param cumulativeHigh upper end of the interval up to this turn
    public record TurnShare(
            int turn, String persona, Usd likely, Usd cumulative, Usd cumulativeLow, Usd cumulativeHigh) {}
}
