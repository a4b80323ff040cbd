package dev.parley.rehearsal.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which faults are wanted.
///
/// @param rate share of the requests that fail
/// @param kinds drawn from, each as likely as the next
/// @param provider the only one that fails, or all
/// @param next used up first, one a request
public record FaultPlan(
        double rate,
        List<Fault> kinds,
        int retryAfterSeconds,
        @Nullable String provider,
        List<Fault> next) {
    public static final FaultPlan NONE = new FaultPlan(0, List.of(), 1, null, List.of());
    private static final int LONGEST_QUEUE = 10_000;

    public FaultPlan {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate outside 0..1: " + rate);
        }
        if (rate > 0 && kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: a rate needs at least one of " + Fault.words());
        }
        if (retryAfterSeconds < 0 || retryAfterSeconds > 86_400) {
            throw new IllegalArgumentException("retryAfterSeconds outside 0..86400: " + retryAfterSeconds);
        }
        if (next.size() > LONGEST_QUEUE) {
            throw new IllegalArgumentException("next: more than %d faults".formatted(LONGEST_QUEUE));
        }
        kinds = List.copyOf(kinds);
        next = List.copyOf(next);
    }
}
