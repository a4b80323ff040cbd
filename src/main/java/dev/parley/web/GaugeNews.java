package dev.parley.web;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Wakes those who wait to hear that budgets or alerts have changed.
@Singleton
public class GaugeNews {
    private long told;

    /// Something has changed, here or on another node.
    public synchronized void tell() {
        told++;
        notifyAll();
    }

    /// How often something has changed.
    synchronized long told() {
        return told;
    }

    /// @param seen what [#told] said last
    /// @return another number as soon as there is one, at the latest after `mostMs` the same
    synchronized long awaitOther(long seen, long mostMs) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (told == seen) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return told;
    }
}
