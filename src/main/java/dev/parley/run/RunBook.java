package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.RunStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/// What is written about a run from outside the engine: that it is asked for, and what a person wants of it.
@ApplicationScoped
class RunBook {
    private final Archive archive;
    private final EntityManager entities;
    private final RunEvents events;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;

    RunBook(
            Archive archive,
            EntityManager entities,
            RunEvents events,
            TransactionSynchronizationRegistry transaction,
            Clock clock) {
        this.transaction = transaction;
        this.archive = archive;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
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

    @Transactional
    Runs.Commanded want(UUID id, Wanted wanted) {
        var run = archive.lockRun(id).orElse(null);
        if (run == null) {
            return new Runs.Commanded.NoSuchRun();
        }
        var status = RunStatus.ofWireName(run.status);
        // One that waits on a node is asked there every second whether something is wanted.
        return switch (run.node == null ? status : RunStatus.RUNNING) {
            case QUEUED, RUNNING -> {
                if (!Wanted.STOP_NOW.wireName().equals(run.wanted)) {
                    run.wanted = wanted.wireName();
                }
                yield new Runs.Commanded.Accepted();
            }
            case PAUSED, WAITING -> {
                if (wanted == Wanted.PAUSE) {
                    yield new Runs.Commanded.Conflict(status);
                }
                run.status = RunStatus.STOPPED.wireName();
                run.stopReason = "stopped by a person";
                run.endedAt = clock.instant();
                tell(run, RunStatus.STOPPED);
                yield new Runs.Commanded.Accepted();
            }
            case FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> new Runs.Commanded.Conflict(status);
        };
    }

    /// Makes a run that is paused, waiting or failed ready to go on.
    @Transactional
    @SuppressWarnings("NullAway") // columns without a value are null on purpose
    Runs.Commanded resume(UUID id) {
        var run = archive.lockRun(id).orElse(null);
        if (run == null) {
            return new Runs.Commanded.NoSuchRun();
        }
        var status = run.node == null ? RunStatus.ofWireName(run.status) : RunStatus.RUNNING;
        return switch (status) {
            case PAUSED, WAITING, FAILED -> {
                run.status = RunStatus.QUEUED.wireName();
                run.stopReason = null;
                run.wanted = null;
                run.endedAt = null;
                run.node = null;
                yield new Runs.Commanded.Accepted();
            }
            case QUEUED, RUNNING, FINISHED, STOPPED, BUDGET_EXHAUSTED -> new Runs.Commanded.Conflict(status);
        };
    }

    /// Followers hear of it once it is true.
    private void tell(RunEntity run, RunStatus status) {
        var happening = Happening.status(status, run.stopReason);
        var added = List.of(new Archive.NewEvent(happening.type(), happening.data()));
        archive.addEvents(run.id, added, clock.instant());
        var runId = run.id;
        entities.unwrap(Session.class).doWork(connection -> Notices.ofRuns(connection, List.of(run.id)));
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int outcome) {
                if (outcome == Status.STATUS_COMMITTED) {
                    events.changed(List.of(runId));
                }
            }
        });
    }
}
