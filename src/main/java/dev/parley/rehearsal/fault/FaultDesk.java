package dev.parley.rehearsal.fault;

import dev.parley.rehearsal.meter.Digest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Hands out the faults of a plan: the queue first, then by a seeded draw for each request in turn.
public final class FaultDesk {
    private final long seed;
    private final Queue<Fault> queue = new ArrayDeque<>();
    private volatile FaultPlan plan = FaultPlan.NONE;
    private long drawn;

    public FaultDesk(long seed) {
        this.seed = Digest.mix(seed, "faults");
    }

    public synchronized void set(FaultPlan newPlan) {
        queue.clear();
        queue.addAll(newPlan.next());
        drawn = 0;
        plan = newPlan;
    }

    /// The plan as it stands, with what is left of its queue.
    public synchronized FaultPlan plan() {
        return new FaultPlan(plan.rate(), plan.kinds(), plan.retryAfterSeconds(), plan.provider(), List.copyOf(queue));
    }

    public int retryAfterSeconds() {
        return plan.retryAfterSeconds();
    }

    /// What is to go wrong with this request, if anything.
    public @Nullable Fault draw(String provider) {
        FaultPlan now = plan;
        if (now.equals(FaultPlan.NONE)
                || (now.provider() != null && !now.provider().equals(provider))) {
            return null;
        }
        return take(now);
    }

    private synchronized @Nullable Fault take(FaultPlan now) {
        Fault queued = queue.poll();
        if (queued != null) {
            return queued;
        }
        long hash = Digest.mix(seed, drawn++);
        if (now.rate() == 0 || Digest.unit(hash) >= now.rate()) {
            return null;
        }
        return now.kinds()
                .get((int) (Digest.unit(Digest.mix(hash, 1)) * now.kinds().size()));
    }
}
