package dev.parley.planning.length;

/// How long one persona's replies through one model will be.
///
/// @param visible tokens that are said
/// @param reasoningPerVisible tokens thought for each token said
/// @param doubt how far the whole may be off, as the standard deviation of its logarithm: less with every run seen
/// @param runs how many finished runs have taught this; 0 for what is taken before any has
/// @param basis the narrowest group that had anything to teach
public record Reply(LengthTable visible, double reasoningPerVisible, double doubt, int runs, Basis basis) {
    /// From the narrowest to the broadest.
    public enum Basis {
        PERSONA_ON_MODEL,
        PERSONA,
        MODEL,
        FAMILY,
        PRIOR
    }
}
