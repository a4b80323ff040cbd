package dev.parley.run;

import dev.parley.conversation.Message;
import dev.parley.conversation.RunStatus;
import dev.parley.conversation.StopRules;
import dev.parley.ledger.Spending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Takes one run from where it stands to its end, on the thread that it is given.
final class RunLoop {
    private final RunContext context;
    private final Lease lease;
    private final TurnTaker turns;
    private final RunStore store;
    private final RunEvents events;
    private final Clock clock;
    private final long activeMsBefore;
    private final Instant began;

    RunLoop(
            RunContext context,
            Lease lease,
            TurnTaker turns,
            RunStore store,
            RunEvents events,
            Clock clock,
            long activeMsBefore) {
        this.context = context;
        this.lease = lease;
        this.turns = turns;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.activeMsBefore = activeMsBefore;
        this.began = clock.instant();
    }

    /// @param saidBefore the transcript so far
    /// @param isEnding whether the program is going down, so that the run is handed back between two turns
    void run(List<Message> saidBefore, BooleanSupplier isEnding) {
        var transcript = new ArrayList<>(saidBefore);
        var spending = store.spending(context.run());
        while (true) {
            var reached = context.script().stops().reached(progress(transcript, spending));
            if (reached.isPresent()) {
                leave(RunStatus.FINISHED, reached.get());
                return;
            }
            if (isEnding.getAsBoolean()) {
                store.handBack(lease, sittingMs());
                return;
            }
            switch (turns.take(transcript)) {
                case TurnTaken.Said said -> {
                    transcript.add(said.message());
                    spending = said.spending();
                }
                case TurnTaken.OverBudget(var reason) -> {
                    leave(RunStatus.BUDGET_EXHAUSTED, reason);
                    return;
                }
                case TurnTaken.Failed(var reason) -> {
                    leave(RunStatus.FAILED, reason);
                    return;
                }
                case TurnTaken.CutOff _ -> {
                    cutOff();
                    return;
                }
            }
        }
    }

    private void cutOff() {
        var wanted = store.wanted(lease).orElse(null);
        if (wanted == null) {
            store.handBack(lease, sittingMs());
        } else {
            obey(wanted);
        }
    }

    private void obey(Wanted wanted) {
        switch (wanted) {
            case PAUSE -> leave(RunStatus.PAUSED, "paused by a person");
            case STOP -> leave(RunStatus.STOPPED, "stopped by a person");
            case STOP_NOW -> leave(RunStatus.STOPPED, "cut off by a person");
        }
    }

    private void leave(RunStatus status, @Nullable String reason) {
        events.publish(
                context.run(), store.leave(lease, status, reason, sittingMs(), Happening.status(status, reason)));
    }

    private StopRules.Progress progress(List<Message> transcript, Spending spending) {
        var lastText = transcript.isEmpty() ? "" : transcript.getLast().text();
        return new StopRules.Progress(
                transcript.size(),
                spending.known(),
                spending.tokens(),
                Duration.ofMillis(activeMsBefore + sittingMs()),
                lastText);
    }

    private long sittingMs() {
        return Duration.between(began, clock.instant()).toMillis();
    }
}
