package dev.parley.rehearsal.billing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The billed calls in order, the last million of them.
public final class BilledBook {
    private static final int KEPT = 1_000_000;

    private final int limit;
    private final Deque<BilledCall> calls = new ArrayDeque<>();
    private long dropped;

    public BilledBook() {
        this(KEPT);
    }

    BilledBook(int limit) {
        this.limit = limit;
    }

    public synchronized void add(BilledCall call) {
        if (calls.size() == limit) {
            calls.removeFirst();
            dropped++;
        }
        calls.addLast(call);
    }

    public synchronized Page page() {
        return new Page(new ArrayList<>(calls), dropped);
    }

    public synchronized void clear() {
        calls.clear();
        dropped = 0;
    }

    public synchronized int size() {
        return calls.size();
    }

    /// The list as it stands.
    ///
    /// @param dropped how many older calls are no longer listed
    public record Page(List<BilledCall> calls, long dropped) {
        public Page {
            calls = List.copyOf(calls);
        }
    }
}
