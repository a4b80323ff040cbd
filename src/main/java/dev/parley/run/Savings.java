package dev.parley.run;

import dev.parley.model.Model;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.run.Saving.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for changes that would save most: a quarter of the turns, half of what everybody says, and a cheaper model of
/// the same provider for whoever costs most.
final class Savings {
    private static final int MOST = 3;
    private static final double HALF = 0.5;

    private final Estimator estimator;
    private final Estimate estimate;
    private final Casting casting;
    private final List<Model> served;

    Savings(Estimator estimator, Estimate estimate, Casting casting, List<Model> served) {
        this.estimator = estimator;
        this.estimate = estimate;
        this.casting = casting;
        this.served = served;
    }

    /// Nothing is known to be saved where a price is missing.
    List<Saving> most() {
        var likely = estimate.likely();
        if (likely == null || !estimate.unpriced().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Saving>();
        fewerTurns().ifPresent(found::add);
        var half = estimator.withReplies(HALF).range(casting).likely();
        saving(new Change.HalfTheReplies(), half).ifPresent(found::add);
        otherModel().ifPresent(found::add);
        return found.stream()
                .sorted(Comparator.comparing(Saving::saves).reversed())
                .limit(MOST)
                .toList();
    }

    private Optional<Saving> fewerTurns() {
        int kept = estimate.byTurn().size() * 3 / 4;
        if (kept < 1) {
            return Optional.empty();
        }
        var last = estimate.byTurn().get(kept - 1);
        return saving(new Change.Turns(last.turn()), last.cumulative());
    }

    private Optional<Saving> otherModel() {
        return estimate.byPersona().stream()
                .filter(share -> share.persona() != null && share.likely() != null)
                .max(Comparator.comparing(share -> share.likely() == null ? Usd.ZERO : share.likely()))
                .map(Estimate.PersonaShare::persona)
                .flatMap(this::cheaper);
    }

    private Optional<Saving> cheaper(String persona) {
        var provider = casting.of(persona).id().provider();
        return served.stream()
                .filter(model -> model.id().provider().equals(provider))
                .flatMap(model -> saving(
                        new Change.OtherModel(persona, model.id()),
                        estimator.range(casting.with(persona, model), casting).likely())
                        .stream())
                .max(Comparator.comparing(Saving::saves));
    }

    private Optional<Saving> saving(Change change, @Nullable Usd changed) {
        var likely = estimate.likely();
        if (likely == null || changed == null || changed.compareTo(likely) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Saving(change, changed, likely.minus(changed)));
    }
}
