package dev.parley.conversation;

import dev.parley.model.ModelId;

/// Who speaks next.
public sealed interface SpeakerPolicy {
    /// The name in script files and in the API.
    default String wireName() {
        return switch (this) {
            case RoundRobin _ -> "round-robin";
            case SeededRandom _ -> "random";
            case AddressedNext _ -> "addressed-next";
            case ModelSelected _ -> "model-selected";
        };
    }

    /// In the order of the cast.
    record RoundRobin() implements SpeakerPolicy {}

    /// Anybody but the last speaker, drawn from the run's seed.
    record SeededRandom() implements SpeakerPolicy {}

    /// Whoever the last message addresses; nobody addressed, whoever has waited longest.
    record AddressedNext() implements SpeakerPolicy {}

    /// A model reads the conversation and names the next speaker; its call is paid and listed like any other.
    record ModelSelected(ModelId model) implements SpeakerPolicy {}
}
