package dev.parley.run;

import dev.parley.archive.RunEntity;
import dev.parley.conversation.RunStatus;

/// A run that had left the engine and is to go on.
final class QueuedAgain {
    private QueuedAgain() {}

    @SuppressWarnings("NullAway") // columns without a value are null on purpose
    static void set(RunEntity run) {
        run.status = RunStatus.QUEUED.wireName();
        run.stopReason = null;
        run.wanted = null;
        run.endedAt = null;
        run.node = null;
        run.cutShort = false;
    }
}
