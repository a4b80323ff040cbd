package dev.parley.run;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a researcher asks for.
///
/// @param script with turns, seed and variables already as wanted
/// @param models other models for some of the cast
/// @param budget what the run may cost at the most; null for no limit of its own
/// @param idempotencyKey the same key gets the same run; null for a new run each time
public record RunRequest(
        Script script,
        RunMode mode,
        Map<String, ModelId> models,
        @Nullable Usd budget,
        @Nullable String idempotencyKey) {
    public RunRequest {
        models = Map.copyOf(models);
    }
}
