package dev.parley.run;

import dev.parley.archive.RunEntity;
import dev.parley.budget.Admission.Shortage;
import dev.parley.conversation.RunStatus;
import org.jspecify.annotations.Nullable;

/// How a run leaves the engine.
///
/// @param activeMs spent on it since it was taken up
/// @param shortage what keeps it from going on; null unless it is money
record Leaving(
        RunStatus status,
        @Nullable String reason,
        long activeMs,
        @Nullable Shortage shortage) {
    Leaving(RunStatus status, @Nullable String reason, long activeMs) {
        this(status, reason, activeMs, null);
    }

    @SuppressWarnings("NullAway") // columns without a value are null on purpose
    void on(RunEntity run) {
        run.status = status.wireName();
        run.stopReason = reason;
        run.activeMs += activeMs;
        run.cutShort = status == RunStatus.BUDGET_EXHAUSTED;
        boolean waits = status == RunStatus.WAITING && shortage != null;
        run.waitsFor = waits ? shortage.account() : null;
        run.waitsUntil = waits ? shortage.resetsAt() : null;
        run.waitsUsd = waits && shortage.needed() != null ? shortage.needed().amount() : null;
    }
}
