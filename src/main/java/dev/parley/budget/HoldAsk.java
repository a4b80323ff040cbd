package dev.parley.budget;

import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The most that a request can cost, as a function of how long its reply may get.
///
/// @param input a bound on the cost of its input
/// @param perToken a bound on the cost of each token of its reply
/// @param mostTokens how long the reply may get
/// @param leastTokens the shortest reply worth asking for
public record HoldAsk(Usd input, Usd perToken, int mostTokens, int leastTokens) {
    public HoldAsk {
        if (leastTokens < 1 || mostTokens < leastTokens) {
            throw new IllegalArgumentException("tokens: " + leastTokens + " to " + mostTokens);
        }
        if (input.isNegative() || perToken.isNegative()) {
            throw new IllegalArgumentException("negative price: " + input + ", " + perToken);
        }
    }

    /// What a reply of at most `tokens` can cost.
    public Usd at(int tokens) {
        return input.plus(perToken.times(BigDecimal.valueOf(tokens)));
    }

    public Usd most() {
        return at(mostTokens);
    }

    public Usd least() {
        return at(leastTokens);
    }

    /// The longest reply that `room` certainly pays for, at most `mostTokens`; below `leastTokens` when it pays for
    /// none worth asking.
    public int tokensWithin(Usd room) {
        // What costs nothing always fits, also where an overage has left less than nothing.
        if (most().isZero() || most().compareTo(room) <= 0) {
            return mostTokens;
        }
        var forReply = room.minus(input);
        if (forReply.isNegative() || perToken.isZero()) {
            return 0;
        }
        return forReply.amount()
                .divide(perToken.amount(), 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(mostTokens))
                .intValueExact();
    }
}
