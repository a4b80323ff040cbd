package dev.parley.planning.length;

/// How many tokens a model bills for each token of the base tokenizer.
///
/// @param doubt how far that may be off, as the standard deviation of its logarithm
/// @param calls how many reported usages say so; 0 when none does
/// @param counted whether the base tokenizer, being the model's own, was believed: no usage was reported yet
public record TokenFactor(double factor, double doubt, long calls, boolean counted) {
    static final TokenFactor SAME = new TokenFactor(1, 0, 0, true);
}
