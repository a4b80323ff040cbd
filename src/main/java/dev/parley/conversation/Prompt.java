package dev.parley.conversation;

import java.util.List;

/// What one call tells a model, in order: system segments first, then the transcript, then an instruction where one is
/// needed. It begins and ends, after the system segments, with somebody else's words, as the providers want it.
public record Prompt(List<Segment> segments) {
    public Prompt {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.getLast().role() != Segment.Role.OTHERS) {
            throw new IllegalArgumentException("a prompt ends with somebody else's words");
        }
    }

    public List<Segment> system() {
        return segments.stream()
                .filter(segment -> segment.role() == Segment.Role.SYSTEM)
                .toList();
    }

    public List<Segment> conversation() {
        return segments.stream()
                .filter(segment -> segment.role() != Segment.Role.SYSTEM)
                .toList();
    }

    /// Tokens by the base tokenizer.
    public long tokens() {
        return segments.stream().mapToLong(Segment::tokens).sum();
    }

    /// No tokenizer makes more tokens of the prompt than this: at most one for a byte, wrapping included.
    public long mostTokens() {
        return segments.stream().mapToLong(Segment::mostTokens).sum() + Segment.WRAPPING_BYTES;
    }
}
