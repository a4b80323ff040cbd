package dev.parley.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One model of the catalogue.
///
/// @param displayName for people
/// @param contextWindowTokens input and output together; null when nobody says
/// @param maxOutputTokens the longest reply, reasoning included; null when nobody says
/// @param quality from 0 to 1, from votes, judges or the file; null when nobody measured it
/// @param caching how its prompt cache is used
/// @param aliases other names under which the provider knows the same model, dated ids among them
/// @param endOfLife the first day on which the provider no longer serves it; null when none is announced
public record Model(
        ModelId id,
        String displayName,
        @Nullable Long contextWindowTokens,
        @Nullable Long maxOutputTokens,
        @Nullable Double quality,
        Abilities abilities,
        Caching caching,
        List<String> aliases,
        @Nullable LocalDate endOfLife) {
    public Model {
        aliases = List.copyOf(aliases);
    }

    /// A model that no file describes: it gets what every model takes, and nothing else is known of it.
    public static Model unlisted(ModelId id) {
        return new Model(id, id.name(), null, null, null, Abilities.PLAIN, Caching.AUTOMATIC, List.of(), null);
    }

    public boolean isServedOn(LocalDate day) {
        return endOfLife == null || day.isBefore(endOfLife);
    }
}
