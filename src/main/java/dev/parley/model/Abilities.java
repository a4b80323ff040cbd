package dev.parley.model;

import java.util.List;

/// What a request to a model may carry. A field that the model rejects is never sent.
///
/// @param temperature whether a temperature may be set
/// @param seed whether a seed may be set
/// @param outputLimit the field that bounds the reply
/// @param reasoningEfforts the efforts that may be asked for, weakest first; empty when the model knows none
/// @param reasons whether replies may contain reasoning tokens, which are billed as output
public record Abilities(
        boolean temperature, boolean seed, OutputLimit outputLimit, List<String> reasoningEfforts, boolean reasons) {
    public static final Abilities PLAIN = new Abilities(true, false, OutputLimit.MAX_TOKENS, List.of(), false);

    public Abilities {
        reasoningEfforts = List.copyOf(reasoningEfforts);
    }

    /// The name under which a provider takes the greatest length of a reply.
    public enum OutputLimit {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }
}
