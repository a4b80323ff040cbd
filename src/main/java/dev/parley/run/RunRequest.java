package dev.parley.run;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a researcher asks for.
///
/// @param script with turns, seed and variables already as wanted
/// @param models other models for some of the cast
/// @param budget what the run may cost at the most; null for no limit of its own
/// @param project what the run and its calls are booked on, a name as in [#PROJECT_NAME]
/// @param idempotencyKey the same key gets the same run; null for a new run each time
public record RunRequest(
        Script script,
        RunMode mode,
        Map<String, ModelId> models,
        @Nullable Usd budget,
        String project,
        @Nullable String idempotencyKey) {
    public static final String DEFAULT_PROJECT = "default";
    public static final Pattern PROJECT_NAME =
            Pattern.compile("[\\p{L}\\p{N}._-]([\\p{L}\\p{N} ._-]{0,98}[\\p{L}\\p{N}._-])?");

    public RunRequest {
        if (!PROJECT_NAME.matcher(project).matches()) {
            throw new IllegalArgumentException("project: " + project);
        }
        models = Map.copyOf(models);
    }

    /// In the project of those that name none.
    public RunRequest(
            Script script,
            RunMode mode,
            Map<String, ModelId> models,
            @Nullable Usd budget,
            @Nullable String idempotencyKey) {
        this(script, mode, models, budget, DEFAULT_PROJECT, idempotencyKey);
    }
}
