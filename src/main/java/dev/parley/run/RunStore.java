package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.Spending;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that the engine writes, each method one transaction. All but the first check the lease, so that a node
/// whose run was taken over can neither pay nor write.
@ApplicationScoped
class RunStore {
    private final Archive archive;
    private final Ledger ledger;
    private final Nodes nodes;
    private final Clock clock;

    RunStore(Archive archive, Ledger ledger, Nodes nodes, Clock clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.nodes = nodes;
        this.clock = clock;
    }

    /// Takes the run, unless it has left the engine by now or another living node has it. Calls that nobody waits for
    /// any more become unknown costs.
    @Transactional
    Optional<Lease> claim(UUID run, UUID node) {
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
    }

    /// Opens a call, before it goes out; empty when a person has asked for something that comes first.
    @Transactional
    Optional<List<RunEvent>> open(Lease lease, CallOpening opening, List<Happening> happenings) {
        if (locked(lease).wanted != null) {
            return Optional.empty();
        }
        ledger.open(opening);
        return Optional.of(happened(lease, happenings));
    }

    /// Ends a call that leaves nothing in the transcript.
    @Transactional
    void end(Lease lease, UUID call, CallEnd end) {
        locked(lease);
        ledger.end(call, end);
    }

    /// Ends a call and keeps its message, both or neither, and tells what is spent by then.
    @Transactional
    Kept endWithMessage(Lease lease, CallEnd end, MessageEntity message, Happening happening, @Nullable Usd budget) {
        locked(lease);
        ledger.end(message.callId, end);
        message.persist();
        var spending = ledger.spending(lease.run());
        var happenings = List.of(happening, Happening.budget(spending.known(), spending.unknownUpTo(), budget));
        return new Kept(spending, happened(lease, happenings));
    }

    /// What stands after a message was kept.
    record Kept(Spending spending, List<RunEvent> events) {}

    /// Tells followers of something that changed nothing else.
    @Transactional
    List<RunEvent> tell(Lease lease, Happening happening) {
        locked(lease);
        return happened(lease, List.of(happening));
    }

    /// What a person has asked for since the run began.
    @Transactional
    Optional<Wanted> wanted(Lease lease) {
        return Wanted.ofWireName(locked(lease).wanted);
    }

    /// The run leaves the engine: ended, paused or waiting.
    @Transactional
    List<RunEvent> leave(Lease lease, RunStatus status, @Nullable String reason, long activeMs, Happening happening) {
        var entity = locked(lease);
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
    }

    /// Gives the run back unfinished, for whichever node takes it next.
    @Transactional
    void handBack(Lease lease, long activeMs) {
        var entity = locked(lease);
        entity.node = null;
        entity.activeMs += activeMs;
    }

    private RunEntity locked(Lease lease) {
        var entity = archive.lockRun(lease.run()).orElseThrow();
        if (entity.epoch != lease.epoch() || !lease.node().equals(entity.node)) {
            throw new Lease.Lost(lease);
        }
        return entity;
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
