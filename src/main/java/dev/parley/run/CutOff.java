package dev.parley.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets another thread end a wait for a provider, and nothing else: an interrupt during a transaction would close the
/// database connection under it.
final class CutOff {
    private @Nullable Thread waiting;
    private boolean requested;

    /// Does work that may be interrupted. Already requested, it begins interrupted.
    <T extends @Nullable Object> T during(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    synchronized void request() {
        requested = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    synchronized boolean isRequested() {
        return requested;
    }

    private synchronized void enter() {
        waiting = Thread.currentThread();
        if (requested) {
            waiting.interrupt();
        }
    }

    private synchronized void leave() {
        waiting = null;
        // What was meant for the work must not reach what comes after it.
        Thread.interrupted();
    }
}
