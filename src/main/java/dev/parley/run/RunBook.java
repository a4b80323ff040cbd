package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.RunStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/// What is written about a run from outside the engine: that it is asked for, and that it may go on.
@ApplicationScoped
class RunBook {
    private final Archive archive;
    private final EntityManager entities;

    RunBook(Archive archive, EntityManager entities) {
        this.archive = archive;
        this.entities = entities;
    }

    /// Adds all of them or none.
    ///
    /// @return false when a run with one of their idempotency keys was there first
    @Transactional
    boolean addAll(List<RunEntity> runs) {
        for (var run : runs) {
            if (run.idempotencyKey != null) {
                entities.createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))::text")
                        .setParameter("key", run.idempotencyKey)
                        .getSingleResult();
                if (archive.runByKey(run.idempotencyKey).isPresent()) {
                    return false;
                }
            }
        }
        runs.forEach(run -> run.persist());
        return true;
    }

    /// Makes a run that is paused, waiting or failed ready to go on.
    @Transactional
    Runs.Commanded resume(UUID id) {
        var run = archive.lockRun(id).orElse(null);
        if (run == null) {
            return new Runs.Commanded.NoSuchRun();
        }
        var status = run.node == null ? RunStatus.ofWireName(run.status) : RunStatus.RUNNING;
        return switch (status) {
            case PAUSED, WAITING, FAILED -> {
                QueuedAgain.set(run);
                yield new Runs.Commanded.Accepted(null);
            }
            case QUEUED, RUNNING, FINISHED, STOPPED, BUDGET_EXHAUSTED -> new Runs.Commanded.Conflict(status);
        };
    }
}
