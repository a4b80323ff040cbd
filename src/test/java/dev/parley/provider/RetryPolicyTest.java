package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.CallOutcome.Answered;
import dev.parley.provider.CallOutcome.Failed;
import dev.parley.provider.CallOutcome.FailureKind;
import dev.parley.provider.CallOutcome.Finish;
import dev.parley.provider.CallOutcome.Lost;
import java.time.Duration;
import java.util.EnumSet;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = RetryPolicy.USUAL;
    private static final Failed BUSY = new Failed(FailureKind.RATE_LIMIT, "slow down", null);

    @Test
    void onlyWhatMayHelpIsTriedAgain() {
        var retried = EnumSet.noneOf(FailureKind.class);
        for (var kind : FailureKind.values()) {
            if (isRetried(new Failed(kind, "m", null), 1)) {
                retried.add(kind);
            }
        }
        assertThat(retried)
                .containsExactly(
                        FailureKind.RATE_LIMIT,
                        FailureKind.OVERLOADED,
                        FailureKind.SERVER_ERROR,
                        FailureKind.UNREACHABLE);
        assertThat(isRetried(new Lost("r", "", true), 1)).isTrue();
        assertThat(isRetried(new Lost("r", "", false), 1)).isFalse();
        assertThat(isRetried(
                        new Answered("", Finish.STOP, new ReportedUsage.Missing("m", null), null, null, Duration.ZERO),
                        1))
                .isFalse();
    }

    @Test
    void theThirdAttemptIsTheLast() {
        assertThat(isRetried(BUSY, 2)).isTrue();
        assertThat(isRetried(BUSY, 3)).isFalse();
    }

    @Property(tries = 300)
    void theDelayStaysUnderItsDoublingCeiling(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int attempt) {
        var many = new RetryPolicy(100, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(1));
        var delay = many.delayAfter(BUSY, attempt, Duration.ZERO, new SplittableRandom(seed))
                .orElseThrow();
        long ceilingMillis = attempt > 5 ? 30_000 : 1_000L << (attempt - 1);
        assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(ceilingMillis));
    }

    @Property(tries = 300)
    void neverEarlierThanTheProviderAsks(@ForAll long seed, @ForAll @LongRange(min = 0, max = 30_000) long millis) {
        var asked = Duration.ofMillis(millis);
        var delay = POLICY.delayAfter(
                        new Failed(FailureKind.RATE_LIMIT, "m", asked), 1, Duration.ZERO, new SplittableRandom(seed))
                .orElseThrow();
        assertThat(delay).isBetween(asked, asked.plusSeconds(1));
    }

    @Test
    void aWaitBeyondTheBoundIsNotWaited() {
        assertThat(isRetried(new Failed(FailureKind.RATE_LIMIT, "m", Duration.ofSeconds(31)), 1))
                .isFalse();
    }

    @Test
    void allWaitsTogetherAreBounded() {
        var asksFor20 = new Failed(FailureKind.OVERLOADED, "m", Duration.ofSeconds(20));
        assertThat(POLICY.delayAfter(asksFor20, 2, Duration.ofSeconds(41), new SplittableRandom(1)))
                .isEmpty();
        assertThat(POLICY.delayAfter(asksFor20, 2, Duration.ofSeconds(30), new SplittableRandom(1)))
                .isPresent();
    }

    private static boolean isRetried(CallOutcome outcome, int attempt) {
        return POLICY.delayAfter(outcome, attempt, Duration.ZERO, new SplittableRandom(7))
                .isPresent();
    }
}
