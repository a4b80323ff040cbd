package dev.parley.run;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Waits longer before each attempt, with jitter so that many runs do not come back at once, and at least as long as
/// the provider asks.
final class RetryWait implements Caller.RetryPause {
    private static final long FIRST_MS = 500;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Override
    public boolean before(int attempt, @Nullable Duration asked) {
        long mostMs = FIRST_MS << Math.max(0, attempt - 2);
        long jitterMs = ThreadLocalRandom.current().nextLong(mostMs / 2, mostMs + 1);
        long askedMs = asked == null ? 0 : Math.min(asked.toMillis(), LONGEST.toMillis());
        try {
            Thread.sleep(Math.max(jitterMs, askedMs == 0 ? 0 : askedMs + jitterMs / 2));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
