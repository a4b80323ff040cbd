package dev.parley.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Orders that wait for money that others hold, or for their provider; whoever came first is looked at first. For one
/// thread.
final class ParkedOrders {
    private static final Duration IDLE = Duration.ofMillis(500);

    /// Of those that wait for the same thing, so many are looked at in one transaction.
    private static final int MOST_FOR_ONE = 16;

    private final Set<Pending<?>> waiting = new LinkedHashSet<>();
    private boolean released;

    /// One that waits already keeps its place.
    void put(Pending<?> pending, Pending.Parked aside) {
        pending.park(aside);
        waiting.add(pending);
    }

    /// Those that may fit now have not been looked at yet.
    void somethingWasReleased() {
        released = true;
    }

    /// How long nothing has to be done here.
    Duration untilDue(Instant now) {
        if (released && !waiting.isEmpty()) {
            return Duration.ZERO;
        }
        var soonest = IDLE;
        for (var pending : waiting) {
            var aside = pending.parked();
            if (aside != null && aside.due().isBefore(now.plus(soonest))) {
                soonest = Duration.between(now, aside.due());
            }
        }
        return soonest.isNegative() ? Duration.ZERO : soonest.plusMillis(1);
    }

    /// Those to be looked at now, each begun. They stay in their places until they are answered.
    List<Pending<?>> ready(Instant now, int most) {
        var ready = new ArrayList<Pending<?>>();
        Map<Object, Integer> looked = new HashMap<>();
        boolean isReleased = released;
        var all = waiting.iterator();
        while (all.hasNext() && ready.size() < most) {
            var pending = all.next();
            var aside = pending.parked();
            if (aside == null || pending.isAnswered()) {
                all.remove();
            } else if ((isReleased || !now.isBefore(aside.due()))
                    && looked.merge(aside.on(), 1, Integer::sum) <= MOST_FOR_ONE) {
                if (pending.begin()) {
                    ready.add(pending);
                } else {
                    all.remove();
                }
            }
        }
        // What nobody could be looked at for is still there.
        released = isReleased && all.hasNext();
        return ready;
    }
}
