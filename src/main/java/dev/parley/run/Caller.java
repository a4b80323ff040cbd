package dev.parley.run;

import dev.parley.conversation.Purpose;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.provider.CallOutcome;
import dev.parley.provider.ModelCall;
import dev.parley.provider.ModelClient;
import dev.parley.provider.ReportedUsage;
import dev.parley.provider.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Makes one call: holds its worst case, opens its entry, sends it, prices what came back, and tries again where that
/// may help. Each attempt is an entry of its own. No database connection is held while a request is out.
final class Caller {
    /// Attempts of one call, the first included.
    static final int MOST_ATTEMPTS = RetryPolicy.USUAL.attempts();

    private final RunStore store;
    private final ModelClient client;
    private final RetryPolicy retries;
    private final CutOff cutOff;
    private final Clock clock;

    Caller(RunStore store, ModelClient client, RetryPolicy retries, CutOff cutOff, Clock clock) {
        this.store = store;
        this.client = client;
        this.retries = retries;
        this.cutOff = cutOff;
        this.clock = clock;
    }

    /// @param onOpen what to tell when the first attempt goes out
    CallMade call(Lease lease, RunContext context, CallPlan plan, List<Happening> onOpen, CallWatch watch) {
        var waited = Duration.ZERO;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var at = clock.instant();
            var hold = hold(context, plan, at).orElse(null);
            var tooDear = overBudget(context, hold);
            if (tooDear != null) {
                return new CallMade.OverBudget(tooDear);
            }
            var id = TimeOrderedId.at(at);
            var opening = opening(context, plan, id, attempt, at, hold);
            var opened = store.open(lease, opening, attempt == 1 ? onOpen : List.of());
            if (opened.isEmpty()) {
                return new CallMade.CutOff();
            }
            watch.happened(opened.get());
            var outcome = cutOff.during(() -> client.call(modelCall(context, plan, id), watch::said));
            long latencyMs = Duration.between(at, clock.instant()).toMillis();
            String reason;
            switch (outcome) {
                case CallOutcome.Answered answered -> {
                    return answer(context, plan, opening, answered);
                }
                case CallOutcome.Failed failed -> {
                    store.end(lease, id, new CallEnd.Failed(failed.message(), latencyMs));
                    reason = failed.message();
                }
                case CallOutcome.Lost lost -> {
                    store.end(lease, id, CallEnd.Unknown.lost(lost.reason(), latencyMs));
                    reason = lost.reason();
                }
            }
            var delay = retries.delayAfter(outcome, attempt, waited, ThreadLocalRandom.current());
            if (delay.isEmpty()) {
                return cutOff.isRequested()
                        ? new CallMade.CutOff()
                        : new CallMade.GaveUp(attempt == 1 ? reason : reason + " (after " + attempt + " attempts)");
            }
            if (cutOff.isRequested() || !cutOff.during(() -> sleeps(delay.get()))) {
                return new CallMade.CutOff();
            }
            waited = waited.plus(delay.get());
            watch.saidInVain();
        }
        throw new IllegalStateException("more than " + MOST_ATTEMPTS + " attempts");
    }

    /// Waits before the next attempt.
    private static boolean sleeps(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Optional<Usd> hold(RunContext context, CallPlan plan, Instant at) {
        var classes = plan.cachePlan().inputClasses(plan.model().caching().byItself());
        return context.prices().ceiling(plan.model().id(), at, plan.prompt().mostTokens(), plan.maxTokens(), classes);
    }

    private @Nullable String overBudget(RunContext context, @Nullable Usd hold) {
        var budget = context.budget();
        if (budget == null) {
            return null;
        }
        if (hold == null) {
            return "the next call has no price, so the budget cannot be kept";
        }
        var spent = store.spending(context.run()).atMost();
        if (spent == null) {
            return "a call of unknown cost has no bound, so the budget cannot be kept";
        }
        var left = budget.minus(spent);
        return hold.compareTo(left) <= 0
                ? null
                : "of " + budget.display() + ", " + left.display() + " is left and the next call may cost up to "
                        + hold.display();
    }

    private static CallOpening opening(
            RunContext context, CallPlan plan, UUID id, int attempt, Instant at, @Nullable Usd hold) {
        return new CallOpening(
                id,
                context.run(),
                plan.turn(),
                plan.persona(),
                attempt == 1 ? plan.purpose() : Purpose.RETRY,
                attempt,
                context.mode(),
                context.project(),
                context.user(),
                plan.asked(),
                plan.model().id(),
                at,
                hold);
    }

    private static ModelCall modelCall(RunContext context, CallPlan plan, UUID id) {
        return new ModelCall(
                id,
                context.mode(),
                plan.model(),
                plan.prompt(),
                plan.cachePlan(),
                plan.maxTokens(),
                plan.temperature(),
                plan.reasoningEffort(),
                context.script().seed());
    }

    private static CallMade answer(
            RunContext context, CallPlan plan, CallOpening opening, CallOutcome.Answered answered) {
        var id = opening.id();
        var at = opening.at();
        long latencyMs = answered.latency().toMillis();
        return switch (answered.usage()) {
            case ReportedUsage.Reported(var usage, var raw) -> {
                var model = plan.model().id();
                var priced = context.prices().price(model, usage, at, false);
                var uncached = context.prices().price(model, usage.uncached(), at, false);
                var end = new CallEnd.Settled(
                        answered.modelReturned(),
                        answered.responseId(),
                        latencyMs,
                        usage,
                        priced,
                        saved(uncached, priced),
                        raw);
                yield new CallMade.Answer(id, answered, end, priced.cost());
            }
            case ReportedUsage.Missing(var reason, var raw) -> {
                var end = new CallEnd.Unknown(reason, latencyMs, answered.modelReturned(), answered.responseId(), raw);
                yield new CallMade.Answer(id, answered, end, Cost.unpriced(reason));
            }
        };
    }

    private static @Nullable Usd saved(PricedUsage uncached, PricedUsage priced) {
        return uncached instanceof PricedUsage.Known before && priced instanceof PricedUsage.Known after
                ? before.total().minus(after.total())
                : null;
    }
}
