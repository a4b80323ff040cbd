package dev.parley.planning.estimate;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run will cost, before its first call. Amounts cover the priced part, and are null where no part has a price;
/// `unpriced` names the rest.
///
/// @param likely the middle of what is expected
/// @param low nine runs in ten should cost more than `low` and less than `high` taken together; a prior until
///     finished runs have taught better
/// @param max is never passed, with every permitted attempt and hidden call; null when a price is missing
/// @param withoutCaching likely, were every input token fresh
/// @param batch likely, through the batch interface without caching; null where a model is no cheaper that way
/// @param tokens likely tokens of all calls by class
/// @param unpriced models without a price
/// @param assumed models that nobody lists, at the operator's price for unknown models
public record Estimate(
        @Nullable Usd low,
        @Nullable Usd likely,
        @Nullable Usd high,
        @Nullable Usd max,
        @Nullable Usd withoutCaching,
        @Nullable Usd batch,
        List<PersonaShare> byPersona,
        List<TurnShare> byTurn,
        Usage tokens,
        List<ModelId> unpriced,
        @Nullable List<ModelId> assumed) {
    /// Zero where something lacks its price is what nobody knows. Runs of earlier versions keep estimates that say so.
    public Estimate {
        unpriced = List.copyOf(unpriced);
        assumed = assumed == null ? List.of() : List.copyOf(assumed);
        var withoutPrice = Set.copyOf(unpriced);
        byPersona = byPersona.stream()
                .map(share -> share.model() != null && withoutPrice.contains(share.model()) ? share.unknown() : share)
                .toList();
        byTurn = withGaps(byTurn, byPersona);
        if (!unpriced.isEmpty()) {
            low = knownPart(low);
            likely = knownPart(likely);
            high = knownPart(high);
            withoutCaching = knownPart(withoutCaching);
            batch = knownPart(batch);
        }
    }

    /// Never null; only estimates of earlier versions were written without it.
    @Override
    public List<ModelId> assumed() {
        return assumed == null ? List.of() : assumed;
    }

    private static List<TurnShare> withGaps(List<TurnShare> byTurn, List<PersonaShare> byPersona) {
        var unknown = byPersona.stream()
                .filter(share -> share.persona() != null && share.likely() == null)
                .map(PersonaShare::persona)
                .collect(Collectors.toSet());
        var shares = new ArrayList<TurnShare>();
        int lacking = 0;
        for (var turn : byTurn) {
            boolean isUnknown = turn.likely() == null || unknown.contains(turn.persona());
            lacking += isUnknown ? 1 : 0;
            shares.add(lacking > 0 ? turn.lacking(lacking, isUnknown) : turn);
        }
        return List.copyOf(shares);
    }

    private static @Nullable Usd knownPart(@Nullable Usd usd) {
        return usd == null || usd.isZero() ? null : usd;
    }

    /// @param persona null for hidden calls of no persona
    /// @param turns how many turns are expected of them
    /// @param likely null when their model has no price
    public record PersonaShare(
            @Nullable String persona,
            @Nullable ModelId model,
            int turns,
            @Nullable Usd likely) {
        private PersonaShare unknown() {
            return new PersonaShare(persona, model, turns, null);
        }
    }

    /// @param likely null when a call of this turn has no price
    /// @param cumulative likely cost of all turns up to and with this one that have a price; null while none has
    /// @param cumulativeLow lower end of the interval up to this turn
    /// @param cumulativeHigh upper end of the interval up to this turn
    /// @param lacking how many turns up to and with this one have no price; their cost is in no cumulative amount
    public record TurnShare(
            int turn,
            String persona,
            @Nullable Usd likely,
            @Nullable Usd cumulative,
            @Nullable Usd cumulativeLow,
            @Nullable Usd cumulativeHigh,
            int lacking) {
        private TurnShare lacking(int turns, boolean isUnknown) {
            return new TurnShare(
                    turn,
                    persona,
                    isUnknown ? null : likely,
                    knownPart(cumulative),
                    knownPart(cumulativeLow),
                    knownPart(cumulativeHigh),
                    turns);
        }
    }
}
