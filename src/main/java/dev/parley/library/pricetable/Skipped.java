package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import org.jspecify.annotations.Nullable;

/// An entry of a table that is not taken.
///
/// @param entry its name in the table, shortened
/// @param id as far as it could be made out
/// @param reason without the names of single models, so that reasons can be counted
public record Skipped(String entry, @Nullable ModelId id, String reason) {
    private static final int LONGEST = 200;

    public Skipped {
        entry = entry.length() <= LONGEST ? entry : entry.substring(0, LONGEST) + "…";
    }
}
