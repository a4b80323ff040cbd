package dev.parley.run;

import dev.parley.model.Model;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Range;
import dev.parley.run.Offer.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Looks for changes of what was asked for: those that save most, and those that fit a budget. Nothing is known to be
/// saved where a price is missing.
final class Offers {
    private static final int MOST_SAVINGS = 3;

    /// Nobody is asked to stay under less.
    private static final int FEWEST_WORDS = 10;

    private final Estimator estimator;
    private final Estimate estimate;
    private final Casting casting;
    private final List<Model> served;
    private final int words;
    private final IntFunction<Estimator> withWords;

    /// @param served what may be asked instead
    /// @param words that the script asks its speakers to stay under
    /// @param withWords the same run, where speakers are asked for another number of words
    Offers(
            Estimator estimator,
            Estimate estimate,
            Casting casting,
            List<Model> served,
            int words,
            IntFunction<Estimator> withWords) {
        this.estimator = estimator;
        this.estimate = estimate;
        this.casting = casting;
        this.served = served;
        this.words = words;
        this.withWords = withWords;
    }

    /// A quarter fewer turns, half as many words, and a cheaper model of the same provider for whoever costs most: the
    /// best first.
    List<Offer> savings() {
        int half = words / 2;
        var found = new ArrayList<Offer>();
        byTurns(estimate.byTurn().size() * 3 / 4).ifPresent(found::add);
        if (half >= FEWEST_WORDS) {
            offer(new Change.Words(half), withWords.apply(half).range(casting)).ifPresent(found::add);
        }
        dearest()
                .flatMap(persona -> onOtherModels(persona)
                        .filter(offer -> isOfTheSameProvider(offer, persona))
                        .max(Comparator.comparing(Offer::saves)))
                .ifPresent(found::add);
        return found.stream()
                .sorted(Comparator.comparing(Offer::saves).reversed())
                .limit(MOST_SAVINGS)
                .toList();
    }

    /// What is likely to stay within the budget, each changing as little as it must: fewer turns, fewer words, another
    /// model for whoever costs most, another model for everybody.
    ///
    /// @param onEveryModel everybody on one model, cheapest first
    List<Offer> fits(Usd budget, List<RunEstimate.OnModel> onEveryModel) {
        var likely = estimate.likely();
        if (likely == null || likely.compareTo(budget) <= 0) {
            return List.of();
        }
        var found = new ArrayList<Offer>();
        Stream.iterate(estimate.byTurn().size() - 1, kept -> kept > 0, kept -> kept - 1)
                .flatMap(kept -> byTurns(kept).stream())
                .filter(offer -> fits(offer, budget))
                .findFirst()
                .ifPresent(found::add);
        byWords(budget).ifPresent(found::add);
        dearest()
                .flatMap(persona -> onOtherModels(persona)
                        .filter(offer -> fits(offer, budget))
                        .min(Comparator.comparing(Offer::saves)))
                .ifPresent(found::add);
        onEveryModel.stream()
                .flatMap(on -> offer(new Change.EverybodyOn(on.model()), on.usd())
                        .filter(offer -> fits(offer, budget))
                        .map(offer -> new Rated(offer, on.quality() == null ? -1 : on.quality()))
                        .stream())
                .max(Comparator.comparing(Rated::quality)
                        .thenComparing(Comparator.comparing((Rated rated) -> rated.offer.saves())
                                .reversed()))
                .map(Rated::offer)
                .ifPresent(found::add);
        return found;
    }

    /// @param quality -1 where nobody measured it
    private record Rated(Offer offer, double quality) {}

    private static boolean fits(Offer offer, Usd budget) {
        var likely = offer.usd().likely();
        return likely != null && likely.compareTo(budget) <= 0;
    }

    private Optional<Offer> byTurns(int kept) {
        if (kept < 1) {
            return Optional.empty();
        }
        var last = estimate.byTurn().get(kept - 1);
        return last.lacking() > 0
                ? Optional.empty()
                : offer(
                        new Change.Turns(last.turn()),
                        new Range(last.cumulativeLow(), last.cumulative(), last.cumulativeHigh()));
    }

    /// As many words as fit, to a tenth.
    private Optional<Offer> byWords(Usd budget) {
        Offer best = null;
        int fit = FEWEST_WORDS - 1;
        int tooMany = words;
        while (tooMany - fit > Math.max(1, tooMany / 10)) {
            int middle = (fit + tooMany) / 2;
            var offer = offer(new Change.Words(middle), withWords.apply(middle).range(casting));
            if (offer.isPresent() && fits(offer.get(), budget)) {
                best = offer.get();
                fit = middle;
            } else {
                tooMany = middle;
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<String> dearest() {
        return estimate.byPersona().stream()
                .filter(share -> share.persona() != null && share.likely() != null)
                .max(Comparator.comparing(share -> share.likely() == null ? Usd.ZERO : share.likely()))
                .map(Estimate.PersonaShare::persona);
    }

    private Stream<Offer> onOtherModels(String persona) {
        return served.stream()
                .flatMap(model -> offer(
                        new Change.OtherModel(persona, model.id()),
                        estimator.range(casting.with(persona, model), casting))
                        .stream());
    }

    private boolean isOfTheSameProvider(Offer offer, String persona) {
        return offer.change() instanceof Change.OtherModel(var _, var model)
                && model.provider().equals(casting.of(persona).id().provider());
    }

    private Optional<Offer> offer(Change change, Range usd) {
        var likely = estimate.likely();
        var changed = usd.likely();
        if (likely == null || !estimate.unpriced().isEmpty() || changed == null || changed.compareTo(likely) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Offer(change, usd, likely.minus(changed)));
    }
}
