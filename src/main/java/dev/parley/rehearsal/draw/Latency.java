package dev.parley.rehearsal.draw;

/// How long a reply lets its reader wait.
public sealed interface Latency {
    /// The pace of the draws, unless a median is set.
    record Drawn() implements Latency {}

    /// The draws' spread about another median to the first token; 0 leaves no delay at all.
    record Median(long millis) implements Latency {
        public Median {
            checked(millis);
        }
    }

    /// The same delay before every reply, and none within it.
    record Fixed(long millis) implements Latency {
        public Fixed {
            checked(millis);
        }
    }

    default double firstTokenMillis(ReplyShape shape, int reasoningTokens) {
        double thinking = reasoningTokens * millisPerToken(shape);
        return switch (this) {
            case Drawn _ -> shape.firstTokenMillis() + thinking;
            case Median median -> median.millis * shape.firstTokenRatio() + thinking;
            case Fixed fixed -> fixed.millis;
        };
    }

    default double millisPerToken(ReplyShape shape) {
        return switch (this) {
            case Drawn _ -> 1000 / shape.tokensPerSecond();
            case Median median -> median.millis == 0 ? 0 : 1000 / shape.tokensPerSecond();
            case Fixed _ -> 0;
        };
    }

    private static void checked(long millis) {
        if (millis < 0 || millis > 600_000) {
            throw new IllegalArgumentException("latency outside 0..600000 ms: " + millis);
        }
    }
}
