package dev.parley.run;

import dev.parley.budget.Admission.Shortage;
import dev.parley.budget.BudgetRule;
import dev.parley.conversation.Message;
import dev.parley.conversation.RunStatus;
import dev.parley.conversation.StopRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Takes one run from where it stands to its end, on the thread that it is given.
final class RunLoop {
    private final RunContext context;
    private final Lease lease;
    private final TurnTaker turns;
    private final RunStore store;
    private final Clock clock;
    private final long activeMsBefore;
    private final Instant began;

    RunLoop(RunContext context, Lease lease, TurnTaker turns, RunStore store, Clock clock, long activeMsBefore) {
        this.context = context;
        this.lease = lease;
        this.turns = turns;
        this.store = store;
        this.clock = clock;
        this.activeMsBefore = activeMsBefore;
        this.began = clock.instant();
    }

    /// @param from where the run stands
    /// @param isEnding whether the program is going down, so that the run is handed back between two turns
    void run(RunStore.Standing from, BooleanSupplier isEnding) {
        var transcript = new ArrayList<>(from.transcript());
        int directions = from.run().directions;
        while (true) {
            var reached = context.script().stops().reached(progress(transcript));
            if (reached.isPresent()) {
                leave(new Leaving(RunStatus.FINISHED, reached.get(), sittingMs()));
                return;
            }
            if (isEnding.getAsBoolean()) {
                store.handBack(lease, sittingMs());
                return;
            }
            switch (turns.take(transcript, directions)) {
                case TurnTaken.Said said -> transcript.add(said.message());
                case TurnTaken.Directed _ -> {
                    if (obeyed()) {
                        return;
                    }
                    var now = store.standing(lease);
                    transcript = new ArrayList<>(now.transcript());
                    directions = now.run().directions;
                }
                case TurnTaken.OverBudget(var shortage) -> {
                    leave(overBudget(shortage));
                    return;
                }
                case TurnTaken.Failed(var reason) -> {
                    leave(new Leaving(RunStatus.FAILED, reason, sittingMs()));
                    return;
                }
                case TurnTaken.CutOff _ -> {
                    if (!obeyed()) {
                        store.handBack(lease, sittingMs());
                    }
                    return;
                }
            }
        }
    }

    /// A budget may ask its runs to wait until there is room again. A single request that is too dear will never fit.
    private Leaving overBudget(Shortage shortage) {
        boolean waits = shortage.action() == BudgetRule.Action.PAUSE && shortage.account() != null;
        return new Leaving(
                waits ? RunStatus.WAITING : RunStatus.BUDGET_EXHAUSTED, shortage.words(), sittingMs(), shortage);
    }

    /// Does what a person has asked for, if that ends the sitting.
    private boolean obeyed() {
        var wanted = store.wanted(lease).orElse(null);
        if (wanted == null) {
            return false;
        }
        leave(
                switch (wanted) {
                    case PAUSE -> new Leaving(RunStatus.PAUSED, "paused by a person", sittingMs());
                    case STOP -> new Leaving(RunStatus.STOPPED, "stopped by a person", sittingMs());
                    case STOP_NOW -> new Leaving(RunStatus.STOPPED, "cut off by a person", sittingMs());
                });
        return true;
    }

    private void leave(Leaving leaving) {
        store.leave(lease, leaving);
    }

    private StopRules.Progress progress(List<Message> transcript) {
        var spending = context.purse().spending();
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
