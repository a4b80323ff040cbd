package dev.parley.run;

import dev.parley.budget.HoldAsk;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
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

/// Makes one call: sets its worst case aside, opens its entry, sends it, prices what came back, and tries again where
/// that may help. Each attempt is an entry of its own. No database connection is held while a request is out.
final class Caller {
    /// Attempts of one call, the first included.
    static final int MOST_ATTEMPTS = RetryPolicy.USUAL.attempts();

    /// How long a call rather waits for money that others hold than to ask for a shorter reply.
    private static final Duration WHOLE = Duration.ofSeconds(3);

    private static final String NOT_SENT = "was not sent: this node had slept, and was no longer the one to send it";

    private final Combiner combiner;
    private final Admittance admittance;
    private final ModelClient client;
    private final RetryPolicy retries;
    private final CutOff cutOff;
    private final Clock clock;

    Caller(
            Combiner combiner,
            Admittance admittance,
            ModelClient client,
            RetryPolicy retries,
            CutOff cutOff,
            Clock clock) {
        this.combiner = combiner;
        this.admittance = admittance;
        this.client = client;
        this.retries = retries;
        this.cutOff = cutOff;
        this.clock = clock;
    }

    /// Whether a call to this provider can be made at all.
    boolean isUsable(String provider, RunMode mode) {
        return client.isUsable(provider, mode);
    }

    /// @param directions of the run when the call was planned
    /// @param onOpen what to tell when the first attempt goes out
    CallMade call(
            Lease lease, RunContext context, CallPlan plan, int directions, List<Happening> onOpen, CallWatch watch) {
        var waited = Duration.ZERO;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var id = TimeOrderedId.at(clock.instant());
            var order = open(lease, context, plan, id, attempt, directions, attempt == 1 ? onOpen : List.of());
            var opened = admittance.await(combiner.give(order));
            if (!(opened instanceof Opened.Out out)) {
                return notOut(opened);
            }
            if (!admittance.isStillOut(lease, id, out)) {
                end(lease, context, id, new CallEnd.Failed(NOT_SENT, 0), null, out.hold());
                return new CallMade.Directed();
            }
            var call = modelCall(context, plan, id, out.maxTokens());
            var outcome = cutOff.during(() -> client.call(call, watch::said));
            long latencyMs = Duration.between(out.at(), clock.instant()).toMillis();
            if (outcome instanceof CallOutcome.Answered answered) {
                return answer(context, plan, id, out, answered);
            }
            var end = end(outcome, latencyMs);
            end(lease, context, id, end, strike(outcome), out.hold());
            var delay = retries.delayAfter(outcome, attempt, waited, ThreadLocalRandom.current());
            if (delay.isEmpty()) {
                return cutOff.isRequested()
                        ? new CallMade.CutOff()
                        : new CallMade.GaveUp(reason(end) + (attempt == 1 ? "" : " (after " + attempt + " attempts)"));
            }
            if (cutOff.isRequested() || !cutOff.during(() -> sleeps(delay.get()))) {
                return new CallMade.CutOff();
            }
            waited = waited.plus(delay.get());
            watch.saidInVain();
        }
        throw new IllegalStateException("more than " + MOST_ATTEMPTS + " attempts");
    }

    /// Ends a call that leaves nothing in the transcript.
    void end(
            Lease lease,
            RunContext context,
            UUID call,
            CallEnd end,
            Order.@Nullable Strike strike,
            @Nullable Usd hold) {
        combiner.give(new Order.End(lease, call, end, strike, null, List.of())).await();
        context.purse().booked(end, hold);
    }

    private static CallMade notOut(@Nullable Opened opened) {
        return switch (opened) {
            case Opened.OverBudget(var shortage) -> new CallMade.OverBudget(shortage);
            case Opened.Directed _ -> new CallMade.Directed();
            case Opened.Out out -> throw new IllegalStateException("went out: " + out);
            case null -> new CallMade.CutOff();
        };
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

    private static CallEnd end(CallOutcome outcome, long latencyMs) {
        return switch (outcome) {
            case CallOutcome.Failed failed -> new CallEnd.Failed(failed.message(), latencyMs);
            case CallOutcome.Lost lost -> CallEnd.Unknown.lost(lost.reason(), latencyMs);
            case CallOutcome.Answered answered -> throw new IllegalArgumentException("answered: " + answered);
        };
    }

    private static String reason(CallEnd end) {
        return switch (end) {
            case CallEnd.Failed failed -> failed.reason();
            case CallEnd.Unknown unknown -> unknown.reason();
            case CallEnd.Settled settled -> throw new IllegalArgumentException("settled: " + settled);
        };
    }

    /// A provider that is asked too much is spared by all runs.
    private static Order.@Nullable Strike strike(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Failed failed
                        && (failed.kind() == CallOutcome.FailureKind.RATE_LIMIT
                                || failed.kind() == CallOutcome.FailureKind.OVERLOADED)
                ? new Order.Strike(failed.retryAfter())
                : null;
    }

    private Order.Open open(
            Lease lease,
            RunContext context,
            CallPlan plan,
            UUID id,
            int attempt,
            int directions,
            List<Happening> onOpen) {
        var now = clock.instant();
        return new Order.Open(
                lease,
                opening(context, plan, id, attempt),
                ask(context, plan, now).orElse(null),
                plan.maxTokens(),
                context.budget(),
                context.paces().of(plan.model().id().provider()),
                now.plus(WHOLE),
                directions,
                onOpen);
    }

    private static Optional<HoldAsk> ask(RunContext context, CallPlan plan, Instant at) {
        var classes = plan.cachePlan().inputClasses(plan.model().caching().byItself());
        return context.prices()
                .bound(plan.model().id(), at, plan.prompt().mostTokens(), classes)
                .map(bound -> new HoldAsk(bound.input(), bound.perOutputToken(), plan.maxTokens(), plan.leastTokens()));
    }

    private static CallOpening opening(RunContext context, CallPlan plan, UUID id, int attempt) {
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
                plan.prompt().tokens());
    }

    private static ModelCall modelCall(RunContext context, CallPlan plan, UUID id, int maxTokens) {
        return new ModelCall(
                id,
                context.mode(),
                plan.model(),
                plan.prompt(),
                plan.cachePlan(),
                maxTokens,
                plan.temperature(),
                plan.reasoningEffort(),
                plan.seed());
    }

    private static CallMade answer(
            RunContext context, CallPlan plan, UUID id, Opened.Out out, CallOutcome.Answered answered) {
        var at = out.at();
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
                yield new CallMade.Answer(id, answered, end, priced.cost(), out.hold(), out.maxTokens());
            }
            case ReportedUsage.Missing(var reason, var raw) -> {
                var end = new CallEnd.Unknown(reason, latencyMs, answered.modelReturned(), answered.responseId(), raw);
                yield new CallMade.Answer(id, answered, end, Cost.unpriced(reason), out.hold(), out.maxTokens());
            }
        };
    }

    private static @Nullable Usd saved(PricedUsage uncached, PricedUsage priced) {
        return uncached instanceof PricedUsage.Known before && priced instanceof PricedUsage.Known after
                ? before.total().minus(after.total())
                : null;
    }
}
