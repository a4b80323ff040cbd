package dev.parley.run;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.Purpose;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.cache.CachePlan;
import org.jspecify.annotations.Nullable;

/// A call as it is meant, before any attempt.
///
/// @param persona null for a call of no persona
/// @param leastTokens the shortest reply worth paying for when money runs out
/// @param seed sent along where the model takes one
record CallPlan(
        int turn,
        @Nullable String persona,
        Purpose purpose,
        ModelId asked,
        Model model,
        Prompt prompt,
        CachePlan cachePlan,
        int maxTokens,
        int leastTokens,
        @Nullable Double temperature,
        @Nullable String reasoningEffort,
        long seed) {}
