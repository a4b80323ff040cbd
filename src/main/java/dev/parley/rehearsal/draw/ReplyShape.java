package dev.parley.rehearsal.draw;

/// How one reply comes.
///
/// @param tokens wanted length, before the request's own limit
/// @param reasoningTokens thought before it by a model that reasons at its usual effort
/// @param firstTokenMillis from the request to the first token, thinking aside
/// @param firstTokenRatio the same as a multiple of the median over all personas
/// @param tokensPerSecond while it streams
public record ReplyShape(
        int tokens, int reasoningTokens, double firstTokenMillis, double firstTokenRatio, double tokensPerSecond) {}
