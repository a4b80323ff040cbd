package dev.parley.provider;

/// What is known of a provider's key. It holds no part of the key.
///
/// @param words for people
public record KeyState(String provider, State state, String words) {
    /// How the key is.
    public enum State {
        ABSENT,
        WORKS,
        REFUSED,
        UNREACHABLE
    }
}
