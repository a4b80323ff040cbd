package dev.parley.conversation;

import java.nio.charset.StandardCharsets;

/// A part of a prompt that is written, cached and counted as one.
///
/// @param text never empty
/// @param tokens counted once with the base tokenizer, when the segment was made
public record Segment(Kind kind, Role role, String text, int tokens) {
    /// Bytes that a provider may count for the wrapping of one segment.
    static final int WRAPPING_BYTES = 32;

    public Segment {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty segment: " + kind);
        }
    }

    public int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// No tokenizer makes more tokens of it than this: at most one for a byte, wrapping included.
    public int mostTokens() {
        return bytes() + WRAPPING_BYTES;
    }

    /// What a segment holds, in the order of the layout.
    public enum Kind {
        PERSONA,
        SCENARIO,
        TRANSCRIPT,
        INSTRUCTION
    }

    /// Who says it, as the provider is told.
    public enum Role {
        SYSTEM,
        OTHERS,
        SELF
    }
}
