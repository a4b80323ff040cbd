package dev.parley.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Whether and when to ask again. Pure: it waits for nothing and knows no clock.
///
/// The delay is drawn evenly between nothing and `first` × 2^(attempt − 1), at most `longest` (exponential backoff with
/// full jitter). What the provider asks for is waited in addition; when that is longer than `longest`, nothing is tried
/// again.
///
/// @param attempts at most, the first one included
/// @param longestTotal of all delays of one call together
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration longestTotal) {
    public static final RetryPolicy USUAL =
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts);
        }
        if (!first.isPositive() || longest.compareTo(first) < 0 || longestTotal.compareTo(longest) < 0) {
            throw new IllegalArgumentException(
                    "delays must grow: " + first + ", " + longest + ", " + longestTotal + " in all");
        }
    }

    /// @param attempt the number of the attempt that ended so, from 1
    /// @param waited what this call has waited between attempts already
    /// @return how long to wait before the next attempt; empty when there is to be none
    public Optional<Duration> delayAfter(CallOutcome outcome, int attempt, Duration waited, RandomGenerator random) {
        if (attempt >= attempts || !isRetryable(outcome)) {
            return Optional.empty();
        }
        var asked = asked(outcome);
        if (asked.compareTo(longest) > 0) {
            return Optional.empty();
        }
        var delay = asked.plus(jitter(attempt, random));
        return waited.plus(delay).compareTo(longestTotal) > 0 ? Optional.empty() : Optional.of(delay);
    }

    private static boolean isRetryable(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Answered _ -> false;
            case CallOutcome.Failed failed -> failed.kind().isRetryable();
            case CallOutcome.Lost lost -> lost.retryable();
        };
    }

    private static Duration asked(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Failed failed && failed.retryAfter() != null
                ? failed.retryAfter()
                : Duration.ZERO;
    }

    private Duration jitter(int attempt, RandomGenerator random) {
        long ceiling = first.toMillis();
        for (int i = 1; i < attempt && ceiling < longest.toMillis(); i++) {
            ceiling *= 2;
        }
        return Duration.ofMillis(random.nextLong(Math.min(ceiling, longest.toMillis()) + 1));
    }
}
