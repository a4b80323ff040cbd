package dev.parley.tokens;

/// Counts the tokens of a text with one known tokenizer. Vendors count differently, so a count is exact only for the
/// models that use this tokenizer and an approximation for all others.
@FunctionalInterface
public interface TokenCounter {
    /// @return the number of tokens in `text`, 0 for an empty text
    int count(String text);
}
