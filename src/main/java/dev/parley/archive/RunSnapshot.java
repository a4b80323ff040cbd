package dev.parley.archive;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceSheet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a run was made from, as it stood at the start. Editing a file never changes the past.
///
/// @param models what each persona speaks through
/// @param catalogue every model that the run may ask
/// @param sheets the prices of these models
/// @param assumedSheet the operator's price for those of them that no sheet knows; null when there is none
public record RunSnapshot(
        Script script,
        List<Persona> personas,
        Map<String, ModelId> models,
        List<Model> catalogue,
        List<PriceSheet> sheets,
        @Nullable PriceSheet assumedSheet) {
    public RunSnapshot {
        personas = List.copyOf(personas);
        models = Map.copyOf(models);
        catalogue = List.copyOf(catalogue);
        sheets = List.copyOf(sheets);
    }

    public RunSnapshot withScript(Script other) {
        return new RunSnapshot(other, personas, models, catalogue, sheets, assumedSheet);
    }
}
