package dev.parley.rehearsal.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The clock of the prompt caches: the given one, and as far ahead of it as it was told to go.
public final class RehearsalClock {
    private static final long FARTHEST_MILLIS = Duration.ofDays(3650).toMillis();

    private final InstantSource source;
    private final AtomicLong aheadMillis = new AtomicLong();

    public RehearsalClock(InstantSource source) {
        this.source = source;
    }

    public long millis() {
        return source.millis() + aheadMillis.get();
    }

    /// Goes ahead; entries age by as much.
    ///
    /// @throws IllegalArgumentException when it would go back, or more than ten years ahead
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock cannot go back: " + by);
        }
        long step = by.toSeconds() > FARTHEST_MILLIS / 1000 ? FARTHEST_MILLIS + 1 : by.toMillis();
        if (aheadMillis.get() + step > FARTHEST_MILLIS) {
            throw new IllegalArgumentException("more than ten years ahead: " + by);
        }
        aheadMillis.addAndGet(step);
    }

    public Duration ahead() {
        return Duration.ofMillis(aheadMillis.get());
    }
}
