package dev.parley.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Does a transaction, and does it again while its connection breaks. Nobody knows what became of a commit that was
/// cut off, so the work must find out: it is given what it would have answered then.
///
/// Any other failure is passed on at once.
@ApplicationScoped
class Transactions {
    /// How long a broken connection is put up with, from the first failure on.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FIRST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Clock clock;

    Transactions(Clock clock) {
        this.clock = clock;
    }

    /// What is done in a transaction, maybe several times.
    @FunctionalInterface
    interface Work<T> {
        /// @param earlier the answer of the last attempt that got as far as its commit, which may have succeeded; null
        ///     while nothing can have been written
        T attempt(@Nullable T earlier);
    }

    <T> T untilDone(Work<T> work) {
        var earlier = new Answer<T>();
        Instant firstFailure = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> earlier.keep(work.attempt(earlier.kept)));
            } catch (RuntimeException e) {
                var now = clock.instant();
                firstFailure = firstFailure == null ? now : firstFailure;
                var delay = delayAfter(attempt, ThreadLocalRandom.current());
                boolean isLate = now.plus(delay).isAfter(firstFailure.plus(PATIENCE));
                if (isLate || !BrokenConnection.isBehind(e) || !sleeps(delay)) {
                    throw e;
                }
            }
        }
    }

    /// Drawn evenly up to a limit that doubles each time, so that those who lost their connections together do not all
    /// come back together.
    static Duration delayAfter(int attempt, RandomGenerator random) {
        long ceiling = FIRST_WAIT.toMillis();
        for (int i = 1; i < attempt && ceiling < LONGEST_WAIT.toMillis(); i++) {
            ceiling *= 2;
        }
        return Duration.ofMillis(random.nextLong(Math.min(ceiling, LONGEST_WAIT.toMillis()) + 1));
    }

    private static boolean sleeps(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The last answer that a commit was tried with.
    private static final class Answer<T> {
        private @Nullable T kept;

        T keep(T answer) {
            kept = answer;
            return answer;
        }
    }
}
