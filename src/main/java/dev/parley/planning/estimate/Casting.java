package dev.parley.planning.estimate;

import dev.parley.model.Model;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who speaks through which model.
///
/// @param byPersona one model for each persona of the cast
/// @param chooser the model that is asked for the next speaker; null where nobody is asked
public record Casting(
        Map<String, Model> byPersona, @Nullable Model chooser) {
    public Casting {
        byPersona = Map.copyOf(byPersona);
    }

    /// @throws IllegalArgumentException when the persona has no model
    public Model of(String persona) {
        var model = byPersona.get(persona);
        if (model == null) {
            throw new IllegalArgumentException("no model for " + persona);
        }
        return model;
    }

    /// The same cast, everybody on one model.
    public Casting allOn(Model model) {
        var all = new java.util.HashMap<String, Model>();
        byPersona.keySet().forEach(persona -> all.put(persona, model));
        return new Casting(all, chooser);
    }
}
