package dev.parley.conversation;

import dev.parley.model.ModelId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who takes part in conversations, as a file of the library describes them.
///
/// @param id the file's name without its ending
/// @param role the trade or part in a few words, as in "urban planner"
/// @param about who they are, free text
/// @param voice how they speak, free text
/// @param topics what they care and know about
/// @param model what they speak through unless the script or the researcher says otherwise
/// @param fallbacks what is asked, in this order, for a message that `model` has given up on
/// @param temperature sent where the model allows it; null leaves the provider's own
/// @param reasoningEffort asked for where the model knows it; null leaves the provider's own
public record Persona(
        String id,
        String name,
        String role,
        String about,
        String voice,
        List<String> goals,
        List<String> topics,
        ModelId model,
        List<ModelId> fallbacks,
        @Nullable Double temperature,
        @Nullable String reasoningEffort) {
    public static final int MOST_FALLBACKS = 5;

    public Persona {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a persona needs an id and a name");
        }
        goals = List.copyOf(goals);
        topics = List.copyOf(topics);
        fallbacks = List.copyOf(fallbacks);
        if (fallbacks.size() > MOST_FALLBACKS
                || fallbacks.contains(model)
                || fallbacks.stream().distinct().count() != fallbacks.size()) {
            throw new IllegalArgumentException("fallbacks of " + model + ": " + fallbacks);
        }
    }

    /// The models to ask for a message, in order, when `first` is asked first.
    public List<ModelId> modelsAfter(ModelId first) {
        return Stream.concat(Stream.of(first), fallbacks.stream()).distinct().toList();
    }

    public String firstName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
