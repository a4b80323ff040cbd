package dev.parley.planning.estimate;

import dev.parley.model.Model;

/// A message of a run under way, as its provider billed it.
///
/// @param output tokens by the model's own tokenizer, thoughts included
/// @param reasoning the part of `output` that nobody saw
public record Spoken(String persona, Model model, long output, long reasoning) {
    public Spoken {
        if (reasoning < 0 || output < reasoning) {
            throw new IllegalArgumentException("output " + output + ", reasoning " + reasoning);
        }
    }
}
