package dev.parley.ledger;

import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a call before it goes out.
///
/// @param persona null for a call of no persona
/// @param promptTokens of its prompt, by the base tokenizer
public record CallOpening(
        UUID id,
        UUID run,
        int turn,
        @Nullable String persona,
        Purpose purpose,
        int attempt,
        RunMode mode,
        String project,
        String user,
        ModelId asked,
        ModelId model,
        long promptTokens) {}
