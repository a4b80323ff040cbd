package dev.parley.planning.estimate;

import dev.parley.model.Model;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who speaks through which model.
///
/// @param byPersona one model for each persona of the cast
/// @param fallbacks what may be asked beside that for the same message; personas without any may be left out
/// @param chooser the model that is asked for the next speaker; null where nobody is asked
public record Casting(
        Map<String, Model> byPersona,
        Map<String, List<Model>> fallbacks,
        @Nullable Model chooser) {
    public Casting {
        byPersona = Map.copyOf(byPersona);
        fallbacks = Map.copyOf(fallbacks);
    }

    /// Without fallbacks.
    public Casting(Map<String, Model> byPersona, @Nullable Model chooser) {
        this(byPersona, Map.of(), chooser);
    }

    /// Every model that may be asked for one message of the persona.
    public List<Model> allOf(String persona) {
        return Stream.concat(Stream.of(of(persona)), fallbacks.getOrDefault(persona, List.of()).stream())
                .toList();
    }

    /// @throws IllegalArgumentException when the persona has no model
    public Model of(String persona) {
        var model = byPersona.get(persona);
        if (model == null) {
            throw new IllegalArgumentException("no model for " + persona);
        }
        return model;
    }

    /// The same cast, one of them on another model.
    public Casting with(String persona, Model model) {
        var others = new java.util.HashMap<>(byPersona);
        others.put(persona, model);
        return new Casting(others, fallbacks, chooser);
    }

    /// The same cast, everybody on one model.
    public Casting allOn(Model model) {
        var all = new java.util.HashMap<String, Model>();
        byPersona.keySet().forEach(persona -> all.put(persona, model));
        return new Casting(all, chooser);
    }
}
