package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheRules;
import dev.parley.planning.length.Reply;
import dev.parley.planning.length.TokenFactor;

/// How somebody on their model behaves, as far as tokens go; what those cost is another matter. Where manners are the
/// same, so are the tokens of a run.
///
/// @param tokens what the model bills for a token of the base tokenizer
record Manner(Reply reply, TokenFactor tokens, CacheRules cache) {
    /// Tokens billed for a reply of so many base tokens, thoughts included.
    double output(double visible) {
        return visible * (1 + reply.reasoningPerVisible()) * tokens.factor();
    }

    /// The part of them that nobody sees.
    double reasoning(double visible) {
        return visible * reply.reasoningPerVisible() * tokens.factor();
    }
}
