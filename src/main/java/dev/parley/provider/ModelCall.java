package dev.parley.provider;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.RunMode;
import dev.parley.model.Model;
import dev.parley.planning.cache.CachePlan;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One request to one model.
///
/// @param id the call's id in the ledger; sent along so that a provider's log can be matched with it
/// @param maxTokens the longest reply, reasoning included
/// @param temperature null leaves the provider's own; not sent to a model that rejects it
/// @param reasoningEffort null leaves the provider's own; not sent to a model that does not know it
/// @param runSeed the run's seed; sent where the model takes one
public record ModelCall(
        UUID id,
        RunMode mode,
        Model model,
        Prompt prompt,
        CachePlan cachePlan,
        int maxTokens,
        @Nullable Double temperature,
        @Nullable String reasoningEffort,
        long runSeed) {
    public ModelCall {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("a reply of at most " + maxTokens + " tokens");
        }
    }
}
