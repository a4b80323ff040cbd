package dev.parley.run;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Waits until a call may go out, and says so where that takes long.
final class Admittance {
    private static final Duration UNNOTICED = Duration.ofSeconds(1);
    private static final Duration BRIEFLY = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// Before anybody could have taken the run of a node that said nothing since.
    private static final Duration SURELY_OURS = Duration.ofSeconds(5);

    private final RunStore store;
    private final CutOff cutOff;
    private final Clock clock;

    Admittance(RunStore store, CutOff cutOff, Clock clock) {
        this.store = store;
        this.cutOff = cutOff;
        this.clock = clock;
    }

    /// Whether what was let out may still be sent. A machine may have slept since, and another node have the run.
    boolean isStillOut(Lease lease, UUID call, Opened.Out out) {
        var known = out.at();
        while (Duration.between(known, clock.instant()).compareTo(SURELY_OURS) > 0) {
            known = clock.instant();
            if (!store.isOut(lease, call)) {
                return false;
            }
        }
        return true;
    }

    /// What came of the order; null when it was cut off before anything was written.
    @Nullable
    Opened await(Pending<Opened> pending) {
        var opened = await(pending, UNNOTICED);
        boolean isTold = false;
        while (opened == null) {
            if (cutOff.isRequested() && pending.withdraw()) {
                return null;
            }
            var parked = pending.parked();
            if (parked != null && !isTold) {
                store.waits(pending.order().lease(), parked.why());
                isTold = true;
            }
            // Once it is under way it cannot be taken back, until it is answered or put aside once more.
            opened = cutOff.isRequested() ? briefly(pending) : await(pending, isTold ? LOOK : UNNOTICED);
        }
        return opened;
    }

    private static @Nullable Opened briefly(Pending<Opened> pending) {
        try {
            return pending.await(BRIEFLY);
        } catch (InterruptedException e) {
            return null;
        }
    }

    private @Nullable Opened await(Pending<Opened> pending, Duration most) {
        return cutOff.during(() -> {
            try {
                return pending.await(most);
            } catch (InterruptedException e) {
                return null;
            }
        });
    }
}
