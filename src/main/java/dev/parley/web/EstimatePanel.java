package dev.parley.web;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.length.Reply;
import dev.parley.run.Offer;
import dev.parley.run.RunEstimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the run would cost as chosen, and the buttons that start it.
///
/// @param shown null when no estimate could be made; `errors` then say why
/// @param room what budgets leave for live runs
/// @param fits ways to stay within the budget, each one click
/// @param missingKeys what is to be done before a live run; empty when it can start
/// @param idempotencyKey makes a double click start one run
public record EstimatePanel(
        List<FieldError> errors,
        @Nullable Shown shown,
        String budgetWords,
        boolean overBudget,
        BudgetRoom room,
        List<Fit> fits,
        List<String> missingKeys,
        String price,
        String idempotencyKey) {
    /// Standard deviations to either side.
    private static final double NINE_IN_TEN = 1.645;

    public EstimatePanel {
        errors = List.copyOf(errors);
        fits = List.copyOf(fits);
        missingKeys = List.copyOf(missingKeys);
    }

    /// The estimate in words and pictures.
    public record Shown(
            Amount likely,
            Amount low,
            Amount high,
            String intervalWords,
            Amount mean,
            Amount max,
            String maxWords,
            Amount withoutCaching,
            String cachingSaves,
            Amount batch,
            CostPicture picture,
            TokenBar tokens,
            String counting,
            String drivers,
            List<Fit> savings,
            List<Share> shares,
            List<String> unpriced,
            List<String> assumed) {
        public Shown {
            savings = List.copyOf(savings);
            shares = List.copyOf(shares);
            unpriced = List.copyOf(unpriced);
            assumed = List.copyOf(assumed);
        }
    }

    /// @param persona empty for hidden calls of no persona
    public record Share(String persona, Amount likely, String turns) {}

    /// A change that fits the budget, or that saves much.
    ///
    /// @param figure what it would cost or save
    /// @param interval between which it would cost
    public record Fit(String words, String figure, String interval, String address) {}

    static EstimatePanel refused(List<FieldError> errors) {
        return new EstimatePanel(
                errors,
                null,
                "",
                false,
                BudgetRoom.BOUNDLESS,
                List.of(),
                List.of(),
                "",
                UUID.randomUUID().toString());
    }

    static EstimatePanel of(RunEstimate made, ScriptSetup setup, BudgetRoom room, KeyStates keys) {
        var estimate = made.estimate();
        var budget = setup.budget();
        boolean over = made.overBudgetBy() != null;
        return new EstimatePanel(
                setup.errors(),
                shown(made, setup, budget),
                budgetWords(made, budget),
                over,
                room,
                made.fits().stream()
                        .map(offer ->
                                fit(offer, "≈ " + Amount.ofNullable(offer.usd().likely(), ""), setup))
                        .toList(),
                missingKeys(made, keys),
                price(estimate, setup.repeats()),
                UUID.randomUUID().toString());
    }

    EstimatePanel withErrors(List<FieldError> others) {
        var all = new ArrayList<>(errors);
        all.addAll(others);
        return new EstimatePanel(all, shown, budgetWords, overBudget, room, fits, missingKeys, price, idempotencyKey);
    }

    /// What is likely, or a dash when nothing of it has a price.
    static Amount likely(Estimate estimate) {
        return amount(estimate.likely(), estimate);
    }

    /// An amount of this estimate.
    static Amount amount(@Nullable Usd usd, Estimate estimate) {
        return usd == null ? Amount.unknown(whyUnknown(estimate)) : Amount.of(usd);
    }

    private static String whyUnknown(Estimate estimate) {
        return "no price is known for "
                + String.join(
                        ", ", estimate.unpriced().stream().map(String::valueOf).toList());
    }

    private static Shown shown(RunEstimate made, ScriptSetup setup, @Nullable Usd budget) {
        var estimate = made.estimate();
        boolean priced = estimate.unpriced().isEmpty();
        var shares = new ArrayList<Share>();
        for (var share : estimate.byPersona()) {
            var likely = Amount.ofNullable(share.likely(), "no price is known for " + share.model());
            var persona = share.persona();
            shares.add(new Share(
                    persona == null ? "" : persona,
                    likely,
                    persona == null
                            ? Figures.counted(share.turns(), "hidden call", "hidden calls")
                            : Figures.counted(share.turns(), "turn", "turns")));
        }
        return new Shown(
                likely(estimate),
                amount(estimate.low(), estimate),
                amount(estimate.high(), estimate),
                intervalWords(estimate),
                amount(estimate.mean(), estimate),
                Amount.ofNullable(estimate.max(), priced ? "a price is missing" : whyUnknown(estimate)),
                budget != null && budget.equals(estimate.max()) ? "the run stops at its budget" : "",
                amount(estimate.withoutCaching(), estimate),
                cachingSaves(estimate),
                Amount.ofNullable(estimate.batch(), "not every model of this cast is cheaper in batches"),
                CostPicture.of(estimate.byTurn(), List.of(), null),
                TokenBar.of(estimate.tokens()),
                counting(estimate),
                drivers(estimate),
                made.savings().stream()
                        .map(offer -> fit(offer, "saves ≈ " + offer.saves().display(), setup))
                        .toList(),
                shares,
                estimate.unpriced().stream().map(String::valueOf).toList(),
                estimate.assumed().stream().map(String::valueOf).toList());
    }

    /// What the interval rests on.
    private static String intervalWords(Estimate estimate) {
        var grounds = estimate.grounds();
        if (grounds == null || grounds.basis() == Reply.Basis.PRIOR) {
            return "by the script alone, nothing learned yet";
        }
        var runs = Figures.counted(grounds.runs(), "run", "runs");
        var lengths = switch (grounds.basis()) {
            case PERSONA_ON_MODEL -> "lengths from " + runs + " of this cast";
            case PERSONA -> "lengths from " + runs + " of these personas on other models";
            case MODEL -> "lengths from " + runs + " on these models";
            case FAMILY, PRIOR -> "lengths from " + runs + " of like scripts";
        };
        return grounds.calibratedOn() == 0
                ? lengths + ", not corrected yet"
                : lengths + ", corrected by " + grounds.calibratedOn();
    }

    /// How sure the tokens are.
    private static String counting(Estimate estimate) {
        return estimate.counting().stream()
                .map(model -> {
                    if (model.exact()) {
                        return model.model().name() + " by its own tokenizer";
                    }
                    var factor = String.format(
                            Locale.ROOT, " × %.2f ± %.0f %%", model.factor(), NINE_IN_TEN * model.doubt() * 100);
                    return model.model().name()
                            + factor
                            + (model.calls() == 0
                                    ? ", nothing billed yet"
                                    : ", from " + Figures.counted(model.calls(), "bill", "bills"));
                })
                .collect(Collectors.joining(" · "));
    }

    private static String drivers(Estimate estimate) {
        var drivers = estimate.drivers();
        var likely = estimate.likely();
        if (drivers == null || likely == null || likely.isZero()) {
            return "";
        }
        var words = new ArrayList<String>();
        words.add(percent(drivers.transcript(), likely) + " what was said before");
        words.add(percent(drivers.standing(), likely) + " persona and scenario");
        words.add(percent(drivers.output(), likely) + " replies");
        if (!drivers.hidden().isZero()) {
            words.add(percent(drivers.hidden(), likely) + " choosing speakers");
        }
        return String.join(" · ", words);
    }

    private static String percent(Usd part, Usd whole) {
        return part.amount().movePointRight(2).divide(whole.amount(), 0, RoundingMode.HALF_EVEN) + " %";
    }

    /// @param figure what comes of it
    private static Fit fit(Offer offer, String figure, ScriptSetup setup) {
        return switch (offer.change()) {
            case Offer.Change.Turns(int turns) ->
                new Fit(
                        Figures.counted(turns, "turn", "turns"),
                        figure,
                        interval(offer),
                        setup.withTurns(turns).address());
            case Offer.Change.Words(int words) ->
                new Fit(
                        Figures.counted(words, "word", "words") + " a reply asked for at most",
                        figure,
                        interval(offer),
                        setup.withWords(words).address());
            case Offer.Change.OtherModel(var persona, var model) ->
                new Fit(
                        persona + " on " + model.name(),
                        figure,
                        interval(offer),
                        setup.withModel(persona, model).address());
            case Offer.Change.EverybodyOn(var model) ->
                new Fit(
                        "everybody on " + model.name(),
                        figure,
                        interval(offer),
                        setup.withEverybodyOn(model).address());
        };
    }

    private static String interval(Offer offer) {
        var usd = offer.usd();
        return "nine in ten: " + Amount.ofNullable(usd.low(), "") + " – " + Amount.ofNullable(usd.high(), "");
    }

    private static String cachingSaves(Estimate estimate) {
        var likely = estimate.likely();
        var uncached = estimate.withoutCaching();
        if (likely == null || uncached == null) {
            return "";
        }
        var saves = uncached.minus(likely);
        return saves.compareTo(Usd.ZERO) > 0 ? "caching saves " + saves.display() : "caching saves nothing here";
    }

    /// Of all runs that the buttons start.
    private static String price(Estimate estimate, int repeats) {
        var likely = estimate.likely();
        if (likely == null) {
            return "cost unknown";
        }
        var all = likely.times(BigDecimal.valueOf(repeats));
        var runs = repeats == 1 ? "" : " for " + repeats + " runs";
        if (estimate.unpriced().isEmpty()) {
            return "≈ " + all.display() + runs;
        }
        return "≈ " + all.display() + " + unknown" + runs;
    }

    private static String budgetWords(RunEstimate made, @Nullable Usd budget) {
        if (budget == null) {
            return "";
        }
        var likely = made.estimate().likely();
        var max = made.estimate().max();
        var over = made.overBudgetBy();
        if (max == null) {
            return "A budget cannot be kept where a price is missing: this run would not be started.";
        }
        if (likely != null && over != null) {
            return "Over budget by " + over.display() + ": " + likely.display() + " is likely, " + budget.display()
                    + " is allowed. The run would stop unfinished when that is spent."
                    + (made.fits().isEmpty() ? " No single change that would fit was found." : "");
        }
        if (max.compareTo(budget) >= 0) {
            return "Likely within the budget of " + budget.display() + ", but it may be reached; the run stops there.";
        }
        return "Certainly within the budget of " + budget.display() + ".";
    }

    private static List<String> missingKeys(RunEstimate made, KeyStates keys) {
        var missing = new LinkedHashSet<String>();
        made.estimate().byPersona().forEach(share -> {
            var model = share.model();
            if (model != null) {
                keys.missing(model.provider()).ifPresent(missing::add);
            }
        });
        return List.copyOf(missing);
    }
}
