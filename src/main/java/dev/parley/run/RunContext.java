package dev.parley.run;

import dev.parley.archive.RunEntity;
import dev.parley.archive.RunSnapshot;
import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.Cast;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.Speakers;
import dev.parley.conversation.Telling;
import dev.parley.ledger.Spending;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projector;
import dev.parley.planning.estimate.Casting;
import dev.parley.pricing.PriceBook;
import dev.parley.tokens.TokenCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run works with, made from its snapshot: the same at every start, whatever the files say by then.
record RunContext(
        UUID run,
        RunMode mode,
        String project,
        String user,
        @Nullable Usd budget,
        Script script,
        Cast cast,
        Map<String, ModelId> models,
        Catalogue catalogue,
        PriceBook prices,
        Telling telling,
        Speakers speakers,
        Projector projector,
        RunPurse purse,
        Paces paces) {
    static RunContext of(RunEntity entity, Spending spending, Paces paces, TokenCounter counter) {
        var snapshot = SnapshotJson.read(entity.snapshot, RunSnapshot.class);
        var script = snapshot.script();
        var cast = new Cast(snapshot.personas());
        return new RunContext(
                entity.id,
                RunMode.ofWireName(entity.mode),
                entity.project,
                entity.username,
                entity.budgetUsd == null ? null : new Usd(entity.budgetUsd),
                script,
                cast,
                snapshot.models(),
                new Catalogue(snapshot.catalogue()),
                prices(snapshot),
                new Telling(script, cast, counter),
                new Speakers(script.policy(), cast, script.seed()),
                new Projector(script, cast, counter),
                new RunPurse(spending),
                paces);
    }

    /// What a persona speaks through, and what is asked when that has given up, in this order.
    ///
    /// @throws IllegalArgumentException when the persona has no model
    List<ModelId> modelsOf(String persona) {
        var first = models.get(persona);
        if (first == null) {
            throw new IllegalArgumentException("no model for " + persona);
        }
        return cast.persona(persona).modelsAfter(first);
    }

    /// Whoever can be asked for something, for an estimate.
    Casting casting() {
        var byPersona = new TreeMap<String, Model>();
        var fallbacks = new TreeMap<String, List<Model>>();
        for (var persona : cast.personas()) {
            var models = modelsOf(persona.id()).stream().map(this::model).toList();
            byPersona.put(persona.id(), models.getFirst());
            fallbacks.put(persona.id(), models.subList(1, models.size()));
        }
        var chooser = script.policy() instanceof SpeakerPolicy.ModelSelected(var asked) ? model(asked) : null;
        return new Casting(byPersona, fallbacks, chooser);
    }

    private Model model(ModelId id) {
        return catalogue.find(id).orElseGet(() -> Model.unlisted(id));
    }

    private static PriceBook prices(RunSnapshot snapshot) {
        var aliases = new HashMap<ModelId, ModelId>();
        for (Model model : snapshot.catalogue()) {
            for (var alias : model.aliases()) {
                aliases.put(new ModelId(model.id().provider(), alias), model.id());
            }
        }
        return new PriceBook(snapshot.sheets(), aliases, snapshot.assumedSheet());
    }
}
