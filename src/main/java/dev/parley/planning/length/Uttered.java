package dev.parley.planning.length;

import dev.parley.model.ModelId;

/// A message of the run under way, beside what had been expected of it.
///
/// @param model that it was said through
/// @param expected how long its speaker's replies through that model were taken to be
/// @param visible tokens that were said, by the base tokenizer
/// @param reasoning tokens that were thought before
public record Uttered(String persona, ModelId model, Reply expected, double visible, double reasoning) {
    public Uttered {
        if (!(visible >= 0) || !(reasoning >= 0)) {
            throw new IllegalArgumentException("visible " + visible + ", reasoning " + reasoning);
        }
    }
}
