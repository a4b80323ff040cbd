package dev.parley.rehearsal.meter;

/// One content block of a prompt, in the order in which the model reads it.
///
/// @param place where it stands, as in `system` or `user`: part of its identity
/// @param wrapTokens what the vendor adds around it, as for a new message
public record Block(String place, String text, int wrapTokens) {
    /// What the start of a message costs beside its text.
    public static final int MESSAGE_WRAP_TOKENS = 3;

    public Block {
        if (wrapTokens < 0) {
            throw new IllegalArgumentException("negative wrap: " + wrapTokens);
        }
    }
}
