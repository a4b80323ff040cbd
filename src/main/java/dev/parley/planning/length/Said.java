package dev.parley.planning.length;

import dev.parley.model.ModelId;

/// The length of one message of a finished run.
///
/// @param family the kind of script that it was said in
/// @param run tells the messages of one run from those of another
/// @param castSize how many took part
/// @param asked tokens that the script asked for, as in [dev.parley.planning.Projection.ReplyLength]
/// @param visible tokens that were said, by the base tokenizer
/// @param reasoning tokens that were thought before, billed as output too
public record Said(
        String persona,
        ModelId model,
        String family,
        String run,
        int castSize,
        double asked,
        double visible,
        double reasoning) {
    public Said {
        if (castSize < 1 || !(asked > 0) || !(visible >= 0) || !(reasoning >= 0)) {
            throw new IllegalArgumentException(
                    "castSize " + castSize + ", asked " + asked + ", visible " + visible + ", reasoning " + reasoning);
        }
    }
}
