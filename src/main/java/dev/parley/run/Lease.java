package dev.parley.run;

import dev.parley.archive.RunEntity;
import dev.parley.archive.RunRows;
import java.util.UUID;

/// A node's right to write to a run. A later lease on the same run has a higher epoch, and the older one is then
/// refused.
record Lease(UUID run, UUID node, int epoch) {
    boolean holds(RunEntity entity) {
        return entity.epoch == epoch && node.equals(entity.node);
    }

    boolean holds(RunRows.LockedRun locked) {
        return locked.epoch() == epoch && node.equals(locked.node());
    }

    /// @throws Lost when it does not
    void mustHold(RunEntity entity) {
        if (!holds(entity)) {
            throw new Lost(this);
        }
    }

    /// Thrown where a node tries to write to a run that another has taken over.
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(Lease lease) {
            super("run " + lease.run + " has been taken over since epoch " + lease.epoch);
        }
    }
}
