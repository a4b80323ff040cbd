package dev.parley.planning.cache;

import dev.parley.model.Caching;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.tokens.Usage;
import java.util.HashMap;
import java.util.Map;

/// Carries the state of the prompt caches from turn to turn and says in which classes the input of each call will be
/// billed, were the turns to follow each other within the caches' lifetime.
public final class CacheForecast {
    /// Providers that cache by themselves do so in steps of this many tokens.
    private static final long STEP_TOKENS = 128;

    private final Map<Reader, Long> keptTokens = new HashMap<>();

    /// The input of the next call of `persona` on `model`, without output.
    ///
    /// @param billsWrites whether the model's sheet has a price for the short write
    /// @param speaksAgain whether the persona will use the prefix again
    public Usage input(
            String persona,
            ModelId model,
            Caching caching,
            boolean billsWrites,
            PromptSize prompt,
            boolean speaksAgain) {
        var reader = new Reader(persona, model);
        long prefix = prompt.standing() + prompt.transcript();
        long read = Math.min(keptTokens.getOrDefault(reader, 0L), prefix);
        if (caching.byItself()) {
            return byItself(reader, caching, billsWrites, prompt, prefix, read);
        }
        if (!billsWrites || !speaksAgain || prefix < caching.minPrefixTokens()) {
            return new Usage(prompt.tokens() - read, read, 0, 0, 0, 0);
        }
        keptTokens.put(reader, prefix);
        return new Usage(prompt.instruction(), read, prefix - read, 0, 0, 0);
    }

    private Usage byItself(
            Reader reader, Caching caching, boolean billsWrites, PromptSize prompt, long prefix, long kept) {
        long read = kept / STEP_TOKENS * STEP_TOKENS;
        if (prefix < caching.minPrefixTokens()) {
            return new Usage(prompt.tokens(), 0, 0, 0, 0, 0);
        }
        keptTokens.put(reader, prefix);
        long written = billsWrites ? prompt.tokens() - read : 0;
        return new Usage(prompt.tokens() - read - written, read, written, 0, 0, 0);
    }

    private record Reader(String persona, ModelId model) {}
}
