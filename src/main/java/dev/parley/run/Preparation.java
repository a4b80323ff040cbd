package dev.parley.run;

import dev.parley.archive.RunSnapshot;
import dev.parley.conversation.Cast;
import dev.parley.conversation.Persona;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projector;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.route.Route;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PriceSheet;
import dev.parley.provider.ModelClient;
import dev.parley.tokens.TokenCounter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a request into all that a run needs, or says which field of it is wrong. Nothing is written and nothing
/// called.
final class Preparation {
    private final SortedMap<String, Persona> personas;
    private final Catalogue catalogue;
    private final PriceBook prices;
    private final TokenCounter counter;
    private final Instant now;
    private final Knowledge knowledge;

    Preparation(
            SortedMap<String, Persona> personas,
            Catalogue catalogue,
            PriceBook prices,
            TokenCounter counter,
            Instant now,
            Knowledge knowledge) {
        this.personas = personas;
        this.catalogue = catalogue;
        this.prices = prices;
        this.counter = counter;
        this.now = now;
        this.knowledge = knowledge;
    }

    Prepared prepare(RunRequest request) {
        var script = request.script();
        if (script.isTooLong()) {
            return new Prepared.Wrong(
                    "variables",
                    "scenario and opening have more than " + Script.MOST_FILLED_CHARACTERS
                            + " characters once they are filled in");
        }
        var cast = new ArrayList<Persona>();
        var models = new LinkedHashMap<String, ModelId>();
        for (var member : script.cast()) {
            var persona = personas.get(member.persona());
            if (persona == null) {
                return new Prepared.Wrong("script.cast", "no persona '" + member.persona() + "' in personas/");
            }
            cast.add(persona);
            var ownModel = member.model() == null ? persona.model() : member.model();
            models.put(persona.id(), request.models().getOrDefault(persona.id(), ownModel));
        }
        for (var persona : request.models().keySet()) {
            if (!models.containsKey(persona)) {
                return new Prepared.Wrong("models." + persona, "not in the cast, which is " + models.keySet());
            }
        }
        var byPersona = new TreeMap<String, Model>();
        for (var entry : models.entrySet()) {
            switch (Route.asAsked(
                    entry.getValue(), catalogue, now.atZone(ZoneOffset.UTC).toLocalDate())) {
                case Route.NoModel(var _, var why) -> {
                    return new Prepared.Wrong("models." + entry.getKey(), why);
                }
                case Route.Routed route -> byPersona.put(entry.getKey(), route.model());
            }
        }
        var casting = new Casting(byPersona, fallbacks(cast, models), chooser(script.policy()));
        var estimator = estimator(script, cast);
        var estimate = estimator.estimate(casting);
        return new Prepared.Ready(cast, models, casting, estimator, capped(estimate, request.budget()));
    }

    /// Why the run's own budget could not be kept; null where it can. An estimate is given all the same.
    static @Nullable String unkept(RunRequest request, Prepared.Ready ready) {
        // The budget would cap a bound that is there.
        if (request.budget() == null || ready.estimate().max() != null) {
            return null;
        }
        var unpriced = ready.estimate().unpriced();
        return "cannot be kept: no price is known for "
                + (unpriced.isEmpty() ? "part of what this cast can bill" : unpriced.getFirst());
    }

    private Map<String, List<Model>> fallbacks(List<Persona> cast, Map<String, ModelId> models) {
        var fallbacks = new TreeMap<String, List<Model>>();
        for (var persona : cast) {
            var first = java.util.Objects.requireNonNull(models.get(persona.id()));
            fallbacks.put(
                    persona.id(),
                    persona.modelsAfter(first).stream()
                            .skip(1)
                            .map(id -> catalogue.find(id).orElseGet(() -> Model.unlisted(id)))
                            .toList());
        }
        return fallbacks;
    }

    /// The provider that cannot be called in this mode, by the first model that lacks it. Fallbacks may lack theirs.
    static @Nullable String unusable(Casting casting, ModelClient client, RunMode mode) {
        return Stream.concat(casting.byPersona().values().stream(), Stream.ofNullable(casting.chooser()))
                .map(model -> model.id().provider())
                .distinct()
                .filter(provider -> !client.isUsable(provider, mode))
                .findFirst()
                .orElse(null);
    }

    RunSnapshot snapshot(RunRequest request, Prepared.Ready ready) {
        var asked = everyModel(ready.casting());
        var sheets = asked.stream()
                .flatMap(model -> prices.sheet(model.id()).stream())
                .distinct()
                .sorted(Comparator.comparing(PriceSheet::model))
                .toList();
        return new RunSnapshot(
                request.script(),
                ready.cast(),
                ready.models(),
                asked,
                sheets,
                prices.assumedSheet().orElse(null));
    }

    /// With the same script on every model, what would save most, and what would fit the budget.
    RunEstimate withComparison(RunRequest request, Prepared.Ready ready) {
        var day = now.atZone(ZoneOffset.UTC).toLocalDate();
        var served = catalogue.models().stream()
                .filter(model -> model.isServedOn(day) && !model.id().name().equals(PriceSheet.EVERY_MODEL))
                .toList();
        var onEveryModel = onEveryModel(ready, served);
        var offers = new Offers(request.script(), ready, served, script -> estimator(script, ready.cast()));
        return new RunEstimate(
                ready.estimate(),
                ready.models(),
                onEveryModel,
                offers.savings(),
                overBudgetBy(request.budget(), ready.estimate().likely()),
                request.budget() == null ? List.of() : offers.fits(request.budget(), onEveryModel));
    }

    private static @Nullable Usd overBudgetBy(@Nullable Usd budget, @Nullable Usd likely) {
        return budget == null || likely == null || likely.compareTo(budget) <= 0 ? null : likely.minus(budget);
    }

    /// The same script with everybody on one model, cheapest first.
    private static List<RunEstimate.OnModel> onEveryModel(Prepared.Ready ready, List<Model> served) {
        return served.stream()
                .map(model -> new RunEstimate.OnModel(
                        model.id(),
                        ready.estimator().range(ready.casting().allOn(model), ready.casting()),
                        model.quality()))
                .sorted(Comparator.comparing(
                                RunEstimate.OnModel::likely, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(RunEstimate.OnModel::model))
                .toList();
    }

    private Estimator estimator(Script script, List<Persona> cast) {
        var projection = new Projector(script, new Cast(cast), counter).after(List.of());
        return new Estimator(prices, now, Caller.MOST_ATTEMPTS, knowledge, projection, script.seed());
    }

    private @Nullable Model chooser(SpeakerPolicy policy) {
        return policy instanceof SpeakerPolicy.ModelSelected(var model)
                ? catalogue.find(model).orElseGet(() -> Model.unlisted(model))
                : null;
    }

    private static List<Model> everyModel(Casting casting) {
        var models = new TreeMap<ModelId, Model>();
        casting.byPersona()
                .keySet()
                .forEach(persona -> casting.allOf(persona).forEach(model -> models.put(model.id(), model)));
        if (casting.chooser() != null) {
            models.put(casting.chooser().id(), casting.chooser());
        }
        return List.copyOf(models.values());
    }

    /// A budget is never passed, so it bounds the bound.
    static Estimate capped(Estimate estimate, @Nullable Usd budget) {
        return budget == null ? estimate : estimate.within(budget);
    }

    /// A request made ready, or what is wrong with it.
    sealed interface Prepared {
        record Ready(
                List<Persona> cast,
                Map<String, ModelId> models,
                Casting casting,
                Estimator estimator,
                Estimate estimate)
                implements Prepared {
            public Ready {
                cast = List.copyOf(cast);
                models = Map.copyOf(models);
            }
        }

        record Wrong(String field, String reason) implements Prepared {}
    }
}
