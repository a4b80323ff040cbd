package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.Message;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.Outcome;
import dev.parley.ledger.Spending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// What the engine writes about a run as it comes and goes, and what it reads for that, each method one transaction.
/// All but the first check the lease, so that a node whose run was taken over can write nothing. What is written at
/// every turn goes through the [Combiner].
///
/// Each is done again when its connection breaks. An attempt whose commit was cut off may have succeeded; the lock on
/// the run makes the next one wait until that is decided, and then it looks.
@ApplicationScoped
class RunStore {
    private final Archive archive;
    private final Ledger ledger;
    private final Nodes nodes;
    private final Transactions transactions;
    private final EntityManager entities;
    private final RunEvents events;
    private final Wishes wishes;
    private final Clock clock;

    RunStore(
            Archive archive,
            Ledger ledger,
            Nodes nodes,
            Transactions transactions,
            EntityManager entities,
            RunEvents events,
            Wishes wishes,
            Clock clock) {
        this.wishes = wishes;
        this.entities = entities;
        this.events = events;
        this.archive = archive;
        this.ledger = ledger;
        this.nodes = nodes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Says that this node lives. A node that nobody has seen yet would lose its first runs to the others.
    void sayAlive() {
        transactions.untilDone(_ -> {
            nodes.sayAlive();
            return nodes.self();
        });
    }

    /// Takes the run, unless it has left the engine by now or another living node has it. Calls that it has out from
    /// before stay open until an [Order.GiveUp] ends them: otherwise a node that takes many runs over would lock
    /// the accounts that all share once for each of them.
    Optional<Lease> claim(UUID run, UUID node) {
        // Done twice it raises the epoch twice: the lease between the two was never handed out.
        return transactions.untilDone(_ -> {
            var entity = archive.lockRun(run).orElseThrow();
            boolean isTakenUp = switch (RunStatus.ofWireName(entity.status)) {
                case QUEUED, RUNNING -> true;
                // On a node; else it waits for its budget to have room again.
                case WAITING -> entity.node != null;
                case PAUSED, FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> false;
            };
            if (!isTakenUp || (entity.node != null && !entity.node.equals(node) && nodes.isAlive(entity.node))) {
                return Optional.empty();
            }
            entity.node = node;
            entity.epoch++;
            entity.status = RunStatus.RUNNING.wireName();
            entity.stopReason = null;
            if (entity.startedAt == null) {
                entity.startedAt = clock.instant();
            }
            return Optional.of(new Lease(run, node, entity.epoch));
        });
    }

    /// The run as it stands, with what was said so far, once all is done that people asked of its turns.
    Standing standing(Lease lease) {
        var standing = transactions.<Standing>untilDone(_ -> {
            var run = locked(lease);
            if (!ledger.hasOpenCall(run.id)) {
                wishes.fulfilWaiting(run);
            }
            var said = archive.messages(run.id).stream()
                    .map(message -> new Message(message.turn, message.persona, message.text))
                    .toList();
            return new Standing(run, run.nextSpeaker, said);
        });
        events.changed(List.of(lease.run()));
        return standing;
    }

    /// Whether the call is open, and the run still this node's. Nothing is locked: it may be otherwise a moment later.
    boolean isOut(Lease lease, UUID call) {
        return transactions.untilDone(
                _ -> archive.run(lease.run()).filter(run -> lease.holds(run)).isPresent()
                        && ledger.outcome(call)
                                .filter(outcome -> outcome == Outcome.OPEN)
                                .isPresent());
    }

    /// What the run has used up so far.
    Spending spending(UUID run) {
        return transactions.untilDone(_ -> ledger.spending(run));
    }

    /// The run waits for money, or for its provider, and stays on this node.
    void waits(Lease lease, String why) {
        transactions.untilDone(earlier -> {
            var run = locked(lease);
            // It may have gone out meanwhile.
            boolean isStillWaiting = !ledger.hasOpenCall(lease.run());
            if (isStillWaiting
                    && (earlier == null || !RunStatus.WAITING.wireName().equals(run.status))) {
                run.status = RunStatus.WAITING.wireName();
                run.stopReason = why;
                tellAll(lease, Happening.status(RunStatus.WAITING, why));
            }
            return lease;
        });
        events.changed(List.of(lease.run()));
    }

    /// Tells followers of something that changed nothing else.
    void tell(Lease lease, Happening happening) {
        transactions.<Long>untilDone(earlier -> {
            locked(lease);
            return earlier != null && archive.hasEvent(earlier) ? earlier : tellAll(lease, happening);
        });
        events.changed(List.of(lease.run()));
    }

    /// The run leaves the engine: ended, paused or waiting.
    void leave(Lease lease, Leaving leaving) {
        leave(lease, leaving, null);
    }

    /// The same, unless a person has asked for something since.
    ///
    /// @param directions under which it was decided to leave; null to leave in any case
    /// @return whether it has left
    boolean leave(Lease lease, Leaving leaving, @Nullable Integer directions) {
        var left = transactions.<OptionalLong>untilDone(earlier -> {
            ledger.keepRules();
            var entity = archive.lockRun(lease.run()).orElseThrow();
            // Before the lease is checked: leaving gives it up, and somebody may have resumed the run since.
            if (earlier != null && earlier.isPresent() && archive.hasEvent(earlier.getAsLong())) {
                return earlier;
            }
            lease.mustHold(entity);
            if (directions != null && directions != entity.directions) {
                return OptionalLong.empty();
            }
            leaving.on(entity);
            entity.wanted = null;
            entity.node = null;
            if (leaving.status().isEnded()) {
                entity.endedAt = clock.instant();
                ledger.giveUpOpenCalls(lease.run(), "the run ended before the reply was booked");
            }
            return OptionalLong.of(tellAll(lease, Happening.status(leaving.status(), leaving.reason())));
        });
        events.changed(List.of(lease.run()));
        return left.isPresent();
    }

    /// Gives the run back unfinished, for whichever node takes it next.
    void handBack(Lease lease, long activeMs) {
        transactions.untilDone(earlier -> {
            var entity = archive.lockRun(lease.run()).orElseThrow();
            // Given back by the earlier attempt, or taken by another node: either way there is nothing left to give.
            if (earlier == null || lease.holds(entity)) {
                lease.mustHold(entity);
                entity.node = null;
                entity.activeMs += activeMs;
                entity.status = RunStatus.RUNNING.wireName();
            }
            return lease;
        });
    }

    private RunEntity locked(Lease lease) {
        var entity = archive.lockRun(lease.run()).orElseThrow();
        lease.mustHold(entity);
        return entity;
    }

    /// @return the number of the event, which is given out once, even where a transaction fails
    private long tellAll(Lease lease, Happening happening) {
        var added = List.of(new Archive.NewEvent(happening.type(), happening.data()));
        long id = archive.addEvents(lease.run(), added, clock.instant()).getFirst();
        entities.unwrap(Session.class).doWork(connection -> Notices.ofRuns(connection, List.of(lease.run())));
        return id;
    }
}
