package dev.parley.pricing;

import dev.parley.money.Usd;
import java.math.BigDecimal;

/// The most that one request can cost, by the length of its reply.
///
/// @param input of its whole input
/// @param perOutputToken of each token of its reply, reasoning included
public record RequestBound(Usd input, Usd perOutputToken) {
    public Usd at(long outputTokens) {
        return input.plus(perOutputToken.times(BigDecimal.valueOf(outputTokens)));
    }

    RequestBound max(RequestBound other) {
        return new RequestBound(input.max(other.input), perOutputToken.max(other.perOutputToken));
    }
}
