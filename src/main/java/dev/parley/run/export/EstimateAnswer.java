package dev.parley.run.export;

import dev.parley.ledger.export.UsageAnswer;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.run.Offer;
import dev.parley.run.RunEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An estimate as API and command line give it; amounts are decimal strings in USD.
///
/// @param withoutCaching null when no price is known
/// @param batch null where a model is no cheaper in batches
/// @param models the same script with everybody on one model; empty for the estimate that a run keeps
/// @param unpriced models without a price, which the amounts leave out
/// @param assumed models at the operator's price for unknown models
/// @param savings changes that would save most, the best first; empty for the estimate that a run keeps
/// @param overBudgetBy by how much the likely cost passes the budget that was asked for; null where it does not
/// @param fits changes with which it would likely not; empty where none is needed, and where none was found
/// @param drivers what the likely cost goes for; null where no part has a price, and for estimates of earlier versions
/// @param grounds what the estimate rests on; null for estimates of earlier versions
/// @param counting how the tokens of each model were counted; empty for estimates of earlier versions
public record EstimateAnswer(
        Interval usd,
        @Nullable String withoutCaching,
        @Nullable String batch,
        List<PersonaLine> byPersona,
        List<TurnLine> byTurn,
        Map<String, Long> tokens,
        List<ModelLine> models,
        List<String> unpriced,
        List<String> assumed,
        List<OfferLine> savings,
        @Nullable String overBudgetBy,
        List<OfferLine> fits,
        @Nullable DriversLine drivers,
        @Nullable GroundsLine grounds,
        List<CountingLine> counting) {
    public static EstimateAnswer of(RunEstimate estimate) {
        return of(
                estimate.estimate(),
                estimate.onEveryModel().stream().map(ModelLine::of).toList(),
                estimate.savings().stream().map(OfferLine::of).toList(),
                estimate.overBudgetBy(),
                estimate.fits().stream().map(OfferLine::of).toList());
    }

    public static EstimateAnswer of(Estimate estimate) {
        return of(estimate, List.of(), List.of(), null, List.of());
    }

    private static EstimateAnswer of(
            Estimate estimate,
            List<ModelLine> models,
            List<OfferLine> savings,
            @Nullable Usd overBudgetBy,
            List<OfferLine> fits) {
        return new EstimateAnswer(
                new Interval(
                        plain(estimate.low()),
                        plain(estimate.likely()),
                        plain(estimate.high()),
                        plain(estimate.max()),
                        plain(estimate.mean())),
                plain(estimate.withoutCaching()),
                plain(estimate.batch()),
                estimate.byPersona().stream().map(PersonaLine::of).toList(),
                estimate.byTurn().stream().map(TurnLine::of).toList(),
                UsageAnswer.of(estimate.tokens()),
                models,
                estimate.unpriced().stream().map(ModelId::toString).toList(),
                estimate.assumed().stream().map(ModelId::toString).toList(),
                savings,
                plain(overBudgetBy),
                fits,
                DriversLine.of(estimate.drivers()),
                GroundsLine.of(estimate.grounds()),
                estimate.counting().stream().map(CountingLine::of).toList());
    }

    private static @Nullable String plain(@Nullable Usd usd) {
        return usd == null ? null : usd.plain();
    }

    /// All null when no price is known; with some prices known they cover that part.
    ///
    /// @param low one run in twenty costs less, one in twenty more than `high`
    /// @param max never passed; null when a price is missing
    /// @param mean what many runs cost on the average
    public record Interval(
            @Nullable String low,
            @Nullable String likely,
            @Nullable String high,
            @Nullable String max,
            @Nullable String mean) {}

    /// @param persona null for calls of no persona
    /// @param likely null when their model has no price
    public record PersonaLine(
            @Nullable String persona,
            @Nullable String model,
            int turns,
            @Nullable String likely) {
        static PersonaLine of(Estimate.PersonaShare share) {
            var model = share.model();
            return new PersonaLine(
                    share.persona(), model == null ? null : model.toString(), share.turns(), plain(share.likely()));
        }
    }

    /// @param likely null when a call of this turn has no price
    /// @param cumulative of the turns up to this one that have a price; null, as are its ends, while none has
    /// @param lacking how many turns up to this one are in no cumulative amount
    public record TurnLine(
            int turn,
            String persona,
            @Nullable String likely,
            @Nullable String cumulative,
            @Nullable String low,
            @Nullable String high,
            int lacking) {
        static TurnLine of(Estimate.TurnShare share) {
            return new TurnLine(
                    share.turn(),
                    share.persona(),
                    plain(share.likely()),
                    plain(share.cumulative()),
                    plain(share.cumulativeLow()),
                    plain(share.cumulativeHigh()),
                    share.lacking());
        }
    }

    /// Amounts are null when the model has no price.
    ///
    /// @param quality of the model, from 0 to 1; null when nobody measured it
    public record ModelLine(
            String model,
            @Nullable String likely,
            @Nullable String low,
            @Nullable String high,
            @Nullable Double quality) {
        static ModelLine of(RunEstimate.OnModel on) {
            return new ModelLine(
                    on.model().toString(),
                    plain(on.usd().likely()),
                    plain(on.usd().low()),
                    plain(on.usd().high()),
                    on.quality());
        }
    }

    /// @param change `turns`, `words`, `model`, or `everybody` where all are to speak through `model`
    /// @param turns where the change is to stop after so many; null otherwise
    /// @param words where the change is to ask for fewer; null otherwise
    /// @param persona whose model would change; null otherwise
    /// @param likely what the run would cost then, between `low` and `high` in nine cases of ten
    public record OfferLine(
            String change,
            @Nullable Integer turns,
            @Nullable Integer words,
            @Nullable String persona,
            @Nullable String model,
            @Nullable String likely,
            @Nullable String low,
            @Nullable String high,
            String saves) {
        static OfferLine of(Offer offer) {
            return switch (offer.change()) {
                case Offer.Change.Turns(int turns) -> of("turns", turns, null, null, null, offer);
                case Offer.Change.Words(int words) -> of("words", null, words, null, null, offer);
                case Offer.Change.OtherModel(var persona, var model) -> of("model", null, null, persona, model, offer);
                case Offer.Change.EverybodyOn(var model) -> of("everybody", null, null, null, model, offer);
            };
        }

        private static OfferLine of(
                String change,
                @Nullable Integer turns,
                @Nullable Integer words,
                @Nullable String persona,
                @Nullable ModelId model,
                Offer offer) {
            return new OfferLine(
                    change,
                    turns,
                    words,
                    persona,
                    model == null ? null : model.toString(),
                    plain(offer.usd().likely()),
                    plain(offer.usd().low()),
                    plain(offer.usd().high()),
                    offer.saves().plain());
        }
    }

    /// Parts of the likely cost.
    ///
    /// @param standing persona and scenario text, sent with every prompt
    /// @param transcript what was said before, sent again with every prompt
    /// @param output replies, thoughts included
    /// @param hidden calls of no persona
    public record DriversLine(String standing, String transcript, String output, String hidden) {
        static @Nullable DriversLine of(Estimate.@Nullable Drivers drivers) {
            return drivers == null
                    ? null
                    : new DriversLine(
                            drivers.standing().plain(),
                            drivers.transcript().plain(),
                            drivers.output().plain(),
                            drivers.hidden().plain());
        }
    }

    /// @param factor tokens that the model is taken to bill for each one that was counted
    /// @param low one model in twenty bills fewer, one in twenty more than `high`
    /// @param calls reported usages that taught it; 0 where none did
    /// @param exact whether the model's own tokenizer counted, and no usage was reported yet
    public record CountingLine(String model, double factor, double low, double high, long calls, boolean exact) {
        private static final double NINE_IN_TEN = 1.645;

        static CountingLine of(Estimate.Counting counting) {
            double away = Math.exp(NINE_IN_TEN * counting.doubt());
            return new CountingLine(
                    counting.model().toString(),
                    rounded(counting.factor()),
                    rounded(counting.factor() / away),
                    rounded(counting.factor() * away),
                    counting.calls(),
                    counting.exact());
        }

        private static double rounded(double factor) {
            return Math.round(factor * 1000) / 1000.0;
        }
    }

    /// @param lengthsFrom the broadest group that somebody's replies had to be judged by: `persona-on-model`,
    ///     `persona`, `model`, `family`, or `prior` before any run has ended
    /// @param runs finished runs that taught it
    /// @param calibratedOn finished runs that corrected the interval
    public record GroundsLine(String lengthsFrom, int runs, int calibratedOn) {
        static @Nullable GroundsLine of(Estimate.@Nullable Grounds grounds) {
            return grounds == null
                    ? null
                    : new GroundsLine(
                            grounds.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            grounds.runs(),
                            grounds.calibratedOn());
        }
    }
}
