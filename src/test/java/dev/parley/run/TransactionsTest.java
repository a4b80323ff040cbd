package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How often a transaction is tried. That nothing is doubled by it is shown where connections are cut.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TransactionsTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void workIsDoneAgainWhileItsConnectionBreaks() {
        var earlier = new ArrayList<@Nullable String>();
        var answer = new Transactions(Clock.systemUTC()).<String>untilDone(before -> {
            earlier.add(before);
            if (earlier.size() < 4) {
                throw broken();
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        // No attempt got as far as its commit.
        assertThat(earlier).hasSize(4).containsOnlyNulls();
    }

    @Test
    void anyOtherFailureIsPassedOnAtOnce() {
        var attempts = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Transactions(Clock.systemUTC()).<String>untilDone(_ -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("call is not open");
                }))
                .withMessage("call is not open");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void patienceEndsHalfAMinuteAfterTheFirstFailure() {
        var attempts = new AtomicInteger();
        var now = new AtomicInteger();
        InstantSource seconds = () -> START.plusSeconds(now.get());
        assertThatThrownBy(() -> new Transactions(clock(seconds)).<String>untilDone(_ -> {
                    attempts.incrementAndGet();
                    now.addAndGet(10);
                    throw broken();
                }))
                .hasRootCauseInstanceOf(SQLException.class);
        // Failures at 10, 20, 30 and, past the half minute with any wait at all, 40.
        assertThat(attempts.get()).isBetween(3, 5);
    }

    @Test
    void waitsGrowAndStayWithinTheirLimit() {
        var random = new Random(1);
        for (int draw = 0; draw < 1_000; draw++) {
            assertThat(Transactions.delayAfter(1, random)).isBetween(Duration.ZERO, Duration.ofMillis(10));
            assertThat(Transactions.delayAfter(4, random)).isBetween(Duration.ZERO, Duration.ofMillis(80));
            assertThat(Transactions.delayAfter(1_000, random)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static RuntimeException broken() {
        return new RuntimeException(new SQLException("This connection has been closed.", "08003"));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
