package dev.parley.run;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Range;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The estimate of a cast, and of the same script with everybody on one model.
///
/// @param models what each persona would speak through
/// @param onEveryModel cheapest first; models without a price last
/// @param savings changes that would save most, the best first; at most three
/// @param overBudgetBy by how much the likely cost passes the run's budget; null where it does not, or nobody knows
/// @param fits changes with which it would likely not; empty where it does not as it is, and where none was found
public record RunEstimate(
        Estimate estimate,
        Map<String, ModelId> models,
        List<OnModel> onEveryModel,
        List<Offer> savings,
        @Nullable Usd overBudgetBy,
        List<Offer> fits) {
    public RunEstimate {
        fits = List.copyOf(fits);
        models = Map.copyOf(models);
        savings = List.copyOf(savings);
        onEveryModel = List.copyOf(onEveryModel);
    }

    /// @param usd all null when a price is missing
    /// @param quality of the model, from 0 to 1; null when nobody measured it
    public record OnModel(
            ModelId model, Range usd, @Nullable Double quality) {
        public @Nullable Usd likely() {
            return usd.likely();
        }
    }
}
