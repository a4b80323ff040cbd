package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.Message;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.Outcome;
import dev.parley.ledger.Spending;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that the engine writes, and what it reads for that, each method one transaction. All but the first check
/// the lease, so that a node whose run was taken over can neither pay nor write.
///
/// Each is done again when its connection breaks. An attempt whose commit was cut off may have succeeded; the lock on
/// the
/// run makes the next one wait until that is decided, and then it looks.
@ApplicationScoped
class RunStore {
    private final Archive archive;
    private final Ledger ledger;
    private final Nodes nodes;
    private final Transactions transactions;
    private final Clock clock;

    RunStore(Archive archive, Ledger ledger, Nodes nodes, Transactions transactions, Clock clock) {
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

    /// Takes the run, unless it has left the engine by now or another living node has it. Calls that nobody waits for
    /// any more become unknown costs.
    Optional<Lease> claim(UUID run, UUID node) {
        // Done twice it raises the epoch twice: the lease between the two was never handed out.
        return transactions.untilDone(_ -> {
            var entity = archive.lockRun(run).orElseThrow();
            boolean isTakenUp = switch (RunStatus.ofWireName(entity.status)) {
                case QUEUED, RUNNING -> true;
                case PAUSED, WAITING, FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> false;
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
            ledger.giveUpOpenCalls(run, "the program ended before the reply came");
            return Optional.of(new Lease(run, node, entity.epoch));
        });
    }

    /// The run as it stands, with what was said so far.
    Standing standing(Lease lease) {
        return transactions.untilDone(_ -> {
            var said = archive.messages(lease.run()).stream()
                    .map(message -> new Message(message.turn, message.persona, message.text))
                    .toList();
            return new Standing(archive.run(lease.run()).orElseThrow(), said);
        });
    }

    record Standing(RunEntity run, List<Message> transcript) {}

    /// What the run has used up so far.
    Spending spending(UUID run) {
        return transactions.untilDone(_ -> ledger.spending(run));
    }

    /// Opens a call, before it goes out; empty when a person has asked for something that comes first.
    Optional<List<RunEvent>> open(Lease lease, CallOpening opening, List<Happening> happenings) {
        return transactions.untilDone(earlier -> {
            var run = locked(lease);
            // Nobody else knows this id: where it stands, it was opened by us.
            if (earlier != null && ledger.outcome(opening.id()).isPresent()) {
                return earlier;
            }
            if (run.wanted != null) {
                return Optional.empty();
            }
            ledger.open(opening);
            return Optional.of(happened(lease, happenings));
        });
    }

    /// Ends a call that leaves nothing in the transcript.
    void end(Lease lease, UUID call, CallEnd end) {
        transactions.untilDone(earlier -> {
            locked(lease);
            if (earlier == null || isOpen(call)) {
                ledger.end(call, end);
            }
            return call;
        });
    }

    /// Ends a call and keeps its message, both or neither, and tells what is spent by then.
    Kept endWithMessage(Lease lease, CallEnd end, MessageEntity message, Happening happening, @Nullable Usd budget) {
        return transactions.untilDone(earlier -> {
            locked(lease);
            // While the lease holds nobody else ends this call: an end that it has is ours, with message and events.
            if (earlier != null && !isOpen(message.callId)) {
                return earlier;
            }
            ledger.end(message.callId, end);
            message.persist();
            var spending = ledger.spending(lease.run());
            var happenings = List.of(happening, Happening.budget(spending.known(), spending.unknownUpTo(), budget));
            return new Kept(spending, happened(lease, happenings));
        });
    }

    /// What stands after a message was kept.
    record Kept(Spending spending, List<RunEvent> events) {}

    /// Tells followers of something that changed nothing else.
    List<RunEvent> tell(Lease lease, Happening happening) {
        return transactions.untilDone(earlier -> {
            locked(lease);
            return earlier != null && isTold(earlier) ? earlier : happened(lease, List.of(happening));
        });
    }

    /// What a person has asked for since the run began.
    Optional<Wanted> wanted(Lease lease) {
        return transactions.untilDone(_ -> Wanted.ofWireName(locked(lease).wanted));
    }

    /// The run leaves the engine: ended, paused or waiting.
    List<RunEvent> leave(Lease lease, RunStatus status, @Nullable String reason, long activeMs, Happening happening) {
        return transactions.untilDone(earlier -> {
            var entity = archive.lockRun(lease.run()).orElseThrow();
            // Before the lease is checked: leaving gives it up, and somebody may have resumed the run since.
            if (earlier != null && isTold(earlier)) {
                return earlier;
            }
            lease.mustHold(entity);
            entity.status = status.wireName();
            entity.stopReason = reason;
            entity.wanted = null;
            entity.node = null;
            entity.activeMs += activeMs;
            if (status.isEnded()) {
                entity.endedAt = clock.instant();
                ledger.giveUpOpenCalls(lease.run(), "the run ended before the reply was booked");
            }
            return happened(lease, List.of(happening));
        });
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
            }
            return lease;
        });
    }

    private RunEntity locked(Lease lease) {
        var entity = archive.lockRun(lease.run()).orElseThrow();
        lease.mustHold(entity);
        return entity;
    }

    private boolean isOpen(UUID call) {
        return ledger.outcome(call).filter(Outcome.OPEN::equals).isPresent();
    }

    /// Whether these events were committed. Their numbers are given out once, even where a transaction fails.
    private boolean isTold(List<RunEvent> events) {
        var id = events.getFirst().id();
        return id != null && archive.hasEvent(id);
    }

    private List<RunEvent> happened(Lease lease, List<Happening> happenings) {
        var events = new ArrayList<RunEvent>();
        var ids = archive.addEvents(
                lease.run(),
                happenings.stream()
                        .map(happening -> new Archive.NewEvent(happening.type(), happening.data()))
                        .toList(),
                clock.instant());
        for (int i = 0; i < ids.size(); i++) {
            var happening = happenings.get(i);
            events.add(new RunEvent(ids.get(i), happening.type(), happening.data()));
        }
        return events;
    }
}
