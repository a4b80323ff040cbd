package dev.parley.planning.estimate;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.length.Reply;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run will cost, before its first call. Amounts cover the priced part, and are null where no part has a price;
/// `unpriced` names the rest.
///
/// @param likely the middle: as many runs cost less as cost more
/// @param low one run in twenty costs less
/// @param high one run in twenty costs more, so that nine in ten lie between the two
/// @param max is never passed, with every permitted attempt and hidden call; null when a price is missing
/// @param mean what many runs cost on the average; above `likely`, since long replies are further off than short ones
/// @param withoutCaching likely, were every input token fresh
/// @param batch likely, through the batch interface without caching; null where a model is no cheaper that way
/// @param tokens likely tokens of all calls by class
/// @param unpriced models without a price
/// @param assumed models that nobody lists, at the operator's price for unknown models
/// @param drivers what the money goes for; null where no part has a price
/// @param grounds what the estimate rests on
/// @param counting how the tokens of each model were counted
public record Estimate(
        @Nullable Usd low,
        @Nullable Usd likely,
        @Nullable Usd high,
        @Nullable Usd max,
        @Nullable Usd mean,
        @Nullable Usd withoutCaching,
        @Nullable Usd batch,
        List<PersonaShare> byPersona,
        List<TurnShare> byTurn,
        Usage tokens,
        List<ModelId> unpriced,
        @Nullable List<ModelId> assumed,
        @Nullable Drivers drivers,
        @Nullable Grounds grounds,
        @Nullable List<Counting> counting) {
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
            mean = knownPart(mean);
            withoutCaching = knownPart(withoutCaching);
            batch = knownPart(batch);
        }
        drivers = likely == null ? null : drivers;
        counting = counting == null ? List.of() : List.copyOf(counting);
    }

    /// Never null; only estimates of earlier versions were written without it.
    @Override
    public List<Counting> counting() {
        return counting == null ? List.of() : counting;
    }

    /// Never null; only estimates of earlier versions were written without it.
    @Override
    public List<ModelId> assumed() {
        return assumed == null ? List.of() : assumed;
    }

    /// The same, never beyond `limit`, where there is a bound at all: no limit holds for what has no price. What is
    /// likely without it stays, so that it can be told by how much it is over.
    public Estimate within(Usd limit) {
        if (max == null || max.compareTo(limit) <= 0) {
            return this;
        }
        // Where more than the limit is likely, the figures tell what the run would cost without it.
        boolean isOver = likely != null && likely.compareTo(limit) > 0;
        return new Estimate(
                low,
                likely,
                high == null || isOver ? high : high.min(limit),
                limit,
                mean == null || isOver ? mean : mean.min(limit),
                withoutCaching,
                batch,
                byPersona,
                byTurn,
                tokens,
                unpriced,
                assumed,
                drivers,
                grounds,
                counting);
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

    /// What the likely cost goes for; together it is the whole.
    ///
    /// @param standing persona and scenario text, sent with every prompt
    /// @param transcript what was said before, sent again and again as it grows
    /// @param output replies, thoughts included
    /// @param hidden calls of no persona
    public record Drivers(Usd standing, Usd transcript, Usd output, Usd hidden) {}

    /// @param basis the broadest group that a persona of this cast had to be judged by
    /// @param runs finished runs that taught the lengths of that persona's replies; 0 when none did
    /// @param calibratedOn finished runs whose estimates have corrected the interval; 0 when they were too few
    /// @param low end of the interval before that correction, as is `high`; null without a price
    /// @param likely what the correction starts from
    public record Grounds(
            Reply.Basis basis,
            int runs,
            int calibratedOn,
            @Nullable Usd low,
            @Nullable Usd likely,
            @Nullable Usd high) {}

    /// @param factor tokens that the model is taken to bill for each one of the base tokenizer
    /// @param doubt standard deviation of its logarithm
    /// @param calls reported usages that taught it; 0 where none did
    /// @param exact whether the model's own tokenizer counted, and no usage was reported yet
    public record Counting(ModelId model, double factor, double doubt, long calls, boolean exact) {}
}
