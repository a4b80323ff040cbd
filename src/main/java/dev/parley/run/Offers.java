package dev.parley.run;

import dev.parley.conversation.Script;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks for changes of what was asked for: those that save most, and those that fit a budget. Candidates are found by
/// figures that are at hand; what is offered was estimated as the changed run would be. Nothing is known to be saved
/// where a price is missing.
final class Offers {
    private static final int MOST_SAVINGS = 3;

    /// Nobody is asked to stay under less.
    private static final int FEWEST_WORDS = 10;

    /// So many candidates are estimated before no offer is made.
    private static final int MOST_TRIED = 8;

    private final Script script;
    private final Preparation.Prepared.Ready ready;
    private final List<Model> served;
    private final Function<Script, Estimator> estimators;
    private final Estimate estimate;
    private final Casting casting;

    /// @param served what may be asked instead
    /// @param estimators for the same cast and another script
    Offers(
            Script script,
            Preparation.Prepared.Ready ready,
            List<Model> served,
            Function<Script, Estimator> estimators) {
        this.script = script;
        this.ready = ready;
        this.served = served;
        this.estimators = estimators;
        this.estimate = ready.estimate();
        this.casting = ready.casting();
    }

    /// A quarter fewer turns, half as many words, and a cheaper model of the same provider for whoever costs most: the
    /// best first.
    List<Offer> savings() {
        if (!estimate.unpriced().isEmpty()) {
            return List.of();
        }
        int words = script.reply().words() / 2;
        var found = new ArrayList<Offer>();
        turns(estimate.byTurn().size() * 3 / 4).flatMap(this::tried).ifPresent(found::add);
        if (words >= FEWEST_WORDS) {
            tried(new Change.Words(words)).ifPresent(found::add);
        }
        dearest()
                .flatMap(persona ->
                        onOtherModels(persona, ofItsProvider(persona)).max(Comparator.comparing(Offer::saves)))
                .flatMap(offer -> tried(offer.change()))
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
        if (likely == null
                || likely.compareTo(budget) <= 0
                || !estimate.unpriced().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Offer>();
        byTurns(budget).ifPresent(found::add);
        byWords(budget).ifPresent(found::add);
        dearest()
                .flatMap(persona -> firstThatFits(
                        onOtherModels(persona, served).sorted(Comparator.comparing(Offer::saves)), budget))
                .ifPresent(found::add);
        firstThatFits(
                        onEveryModel.stream()
                                .sorted(Comparator.comparing(Offers::quality)
                                        .reversed()
                                        .thenComparing(
                                                RunEstimate.OnModel::likely,
                                                Comparator.nullsFirst(Comparator.<Usd>naturalOrder()
                                                        .reversed())))
                                .flatMap(on -> offer(new Change.EverybodyOn(on.model()), on.usd()).stream()),
                        budget)
                .ifPresent(found::add);
        return found;
    }

    /// What nobody has measured comes after all that somebody has.
    private static double quality(RunEstimate.OnModel on) {
        var quality = on.quality();
        return quality == null ? -1 : quality;
    }

    private Optional<Offer> firstThatFits(Stream<Offer> candidates, Usd budget) {
        return candidates
                .filter(offer -> fits(offer, budget))
                .limit(MOST_TRIED)
                .flatMap(offer -> tried(offer.change()).stream())
                .filter(offer -> fits(offer, budget))
                .findFirst();
    }

    private static boolean fits(Offer offer, Usd budget) {
        var likely = offer.usd().likely();
        return likely != null && likely.compareTo(budget) <= 0;
    }

    private Optional<Offer> byTurns(Usd budget) {
        var byTurn = estimate.byTurn();
        return IntStream.iterate(byTurn.size() - 1, kept -> kept > 0, kept -> kept - 1)
                .filter(kept -> {
                    var cumulative = byTurn.get(kept - 1).cumulative();
                    return cumulative != null && cumulative.compareTo(budget) <= 0;
                })
                .limit(MOST_TRIED)
                .mapToObj(this::turns)
                .flatMap(change -> change.flatMap(this::tried).stream())
                .filter(offer -> fits(offer, budget))
                .findFirst();
    }

    private Optional<Change> turns(int kept) {
        return kept < 1
                ? Optional.empty()
                : Optional.of(new Change.Turns(estimate.byTurn().get(kept - 1).turn()));
    }

    /// As many words as fit, to a tenth.
    private Optional<Offer> byWords(Usd budget) {
        Offer best = null;
        int fit = FEWEST_WORDS - 1;
        int tooMany = script.reply().words();
        while (tooMany - fit > Math.max(1, tooMany / 10)) {
            int middle = (fit + tooMany) / 2;
            var offer = tried(new Change.Words(middle));
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

    private List<Model> ofItsProvider(String persona) {
        var provider = casting.of(persona).id().provider();
        return served.stream()
                .filter(model -> model.id().provider().equals(provider))
                .toList();
    }

    /// By nearly the figures that these would be.
    private Stream<Offer> onOtherModels(String persona, List<Model> models) {
        return models.stream()
                .flatMap(model -> offer(
                        new Change.OtherModel(persona, model.id()),
                        ready.estimator().range(casting.with(persona, model), casting))
                        .stream());
    }

    /// By the figures that the changed run would have.
    private Optional<Offer> tried(Change change) {
        return offer(
                change,
                switch (change) {
                    case Change.Turns(int turns) ->
                        estimators
                                .apply(script.withStops(script.stops().withTurns(turns)))
                                .range(casting);
                    case Change.Words(int words) ->
                        estimators
                                .apply(script.withReply(script.reply().withWords(words)))
                                .range(casting);
                    case Change.OtherModel(var persona, var model) ->
                        ready.estimator().range(casting.with(persona, served(model)));
                    case Change.EverybodyOn(var model) -> ready.estimator().range(casting.allOn(served(model)));
                });
    }

    private Model served(ModelId id) {
        return served.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Offer> offer(Change change, Range usd) {
        var likely = estimate.likely();
        var changed = usd.likely();
        return likely == null || changed == null || changed.compareTo(likely) >= 0
                ? Optional.empty()
                : Optional.of(new Offer(change, usd, likely.minus(changed)));
    }
}
