package dev.parley.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order on its way. Whoever gave it waits here for the answer.
final class Pending<A> {
    private final Order<A> order;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;
    private boolean underWay;
    private boolean withdrawn;

    /// What a transaction would have answered whose commit may have succeeded; null while nothing can have been
    /// written.
    private @Nullable A earlier;

    /// What it waits for; null unless it was put aside.
    private @Nullable Parked parked;

    Pending(Order<A> order) {
        this.order = order;
    }

    /// @param on the account or gate that keeps it back
    /// @param due when it is looked at again in any case
    record Parked(Object on, Instant due, String why) {}

    Order<A> order() {
        return order;
    }

    @Nullable
    A earlier() {
        return earlier;
    }

    void remember(A maybe) {
        earlier = maybe;
    }

    synchronized @Nullable Parked parked() {
        return parked;
    }

    synchronized boolean isAnswered() {
        return answer != null || failure != null;
    }

    /// Into a transaction.
    ///
    /// @return false when nobody waits for it any longer
    synchronized boolean begin() {
        underWay = !withdrawn;
        return underWay;
    }

    synchronized void park(Parked reason) {
        parked = reason;
        underWay = false;
        notifyAll();
    }

    synchronized void complete(A with) {
        answer = with;
        notifyAll();
    }

    synchronized void fail(RuntimeException with) {
        failure = with;
        notifyAll();
    }

    /// Waits for the answer; null when none came in time.
    synchronized @Nullable A await(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (answer == null && failure == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return taken();
    }

    /// Waits for the answer, however long.
    A await() {
        boolean interrupted = false;
        synchronized (this) {
            while (answer == null && failure == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var taken = taken();
        if (taken == null) {
            throw new IllegalStateException("no answer");
        }
        return taken;
    }

    /// Takes the order back, unless a transaction has it already.
    synchronized boolean withdraw() {
        if (underWay || answer != null) {
            return false;
        }
        withdrawn = true;
        return true;
    }

    private synchronized @Nullable A taken() {
        if (failure != null) {
            // Its own trace says where it happened, this one who waited.
            failure.addSuppressed(new IllegalStateException("while waiting for " + order.inWords()));
            throw failure;
        }
        return answer;
    }
}
