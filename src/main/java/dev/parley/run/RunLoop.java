package dev.parley.run;

import dev.parley.budget.Admission.Shortage;
import dev.parley.budget.BudgetRule;
import dev.parley.conversation.RunStatus;
import dev.parley.conversation.StopRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    void run(Standing from, BooleanSupplier isEnding) {
        var now = from;
        while (now != null) {
            now = step(now, isEnding.getAsBoolean());
        }
    }

    /// @return where the run stands then; null once it has left the engine
    private @Nullable Standing step(Standing now, boolean isEnding) {
        var reached = reached(now);
        if (reached.isPresent()) {
            return leave(now, new Leaving(RunStatus.FINISHED, reached.get(), sittingMs()));
        }
        if (isEnding) {
            return handBack();
        }
        return switch (turns.take(now)) {
            case TurnTaken.Said(var message) -> now.after(message);
            case TurnTaken.Directed _ -> directed(store.standing(lease));
            case TurnTaken.OverBudget(var shortage) -> leave(now, overBudget(shortage));
            case TurnTaken.Failed(var reason) -> leave(now, new Leaving(RunStatus.FAILED, reason, sittingMs()));
            case TurnTaken.CutOff _ -> cutOff(store.standing(lease));
        };
    }

    /// Whoever was asked to speak by a person does so, whatever the script's limits of money, tokens and time; never
    /// beyond its turns, nor beyond any budget.
    private Optional<String> reached(Standing now) {
        var stops = context.script().stops();
        return now.nextSpeaker() != null && now.turn() <= stops.turns()
                ? Optional.empty()
                : stops.reached(progress(now));
    }

    /// A budget may ask its runs to wait until there is room again. Room is not what is missing for a single request
    /// that is too dear, or for a call whose cost nobody can bound.
    private Leaving overBudget(Shortage shortage) {
        boolean waits = shortage.action() == BudgetRule.Action.PAUSE
                && shortage.account() != null
                && shortage.needed() != null
                && !shortage.unbounded();
        return new Leaving(
                waits ? RunStatus.WAITING : RunStatus.BUDGET_EXHAUSTED, shortage.words(), sittingMs(), shortage);
    }

    private @Nullable Standing directed(Standing now) {
        var wanted = now.wanted().orElse(null);
        return wanted == null ? now : leave(now, obeying(wanted));
    }

    /// By a person, or because the program is going down.
    private @Nullable Standing cutOff(Standing now) {
        var wanted = now.wanted().orElse(null);
        return wanted == null ? handBack() : leave(now, obeying(wanted));
    }

    private Leaving obeying(Wanted wanted) {
        return switch (wanted) {
            case PAUSE -> new Leaving(RunStatus.PAUSED, "paused by a person", sittingMs());
            case STOP -> new Leaving(RunStatus.STOPPED, "stopped by a person", sittingMs());
            case STOP_NOW -> new Leaving(RunStatus.STOPPED, "cut off by a person", sittingMs());
        };
    }

    /// Whatever a person has asked for since may be a reason to stay, or to leave otherwise.
    private @Nullable Standing leave(Standing now, Leaving leaving) {
        return store.leave(lease, leaving, now.directions()) ? null : store.standing(lease);
    }

    private @Nullable Standing handBack() {
        store.handBack(lease, sittingMs());
        return null;
    }

    private StopRules.Progress progress(Standing now) {
        var spending = context.purse().spending();
        var lastText =
                now.transcript().isEmpty() ? "" : now.transcript().getLast().text();
        return new StopRules.Progress(
                now.transcript().size(),
                spending.known(),
                spending.tokens(),
                Duration.ofMillis(activeMsBefore + sittingMs()),
                lastText);
    }

    private long sittingMs() {
        return Duration.between(began, clock.instant()).toMillis();
    }
}
