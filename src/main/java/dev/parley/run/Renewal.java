package dev.parley.run;

import dev.parley.archive.MessageEntity;
import dev.parley.conversation.Message;
import dev.parley.ledger.CallEntity;
import dev.parley.ledger.Outcome;
import dev.parley.ledger.RunSum;
import dev.parley.ledger.Spending;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.cache.CacheForecast;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Spoken;
import dev.parley.tokens.TokenCounter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Estimates the rest of a run under way, from what stands in archive and ledger: what was said, how much longer or
/// shorter than expected, and how its models count. Whoever looks at a run asks; no turn waits for it.
@ApplicationScoped
class Renewal {
    private static final Logger LOG = Logger.getLogger(Renewal.class);

    private final TokenCounter counter;
    private final Paces paces;
    private final Experience experience;
    private final Clock clock;

    Renewal(TokenCounter counter, Paces paces, Experience experience, Clock clock) {
        this.counter = counter;
        this.paces = paces;
        this.experience = experience;
        this.clock = clock;
    }

    /// @return empty where nothing is to come: the run has ended, or all its turns were taken; and where nothing could
    ///     be estimated, which is no reason to show nothing of the run
    Optional<RunRest> rest(RunReports.Read read) {
        if (read.run().endedAt != null) {
            return Optional.empty();
        }
        try {
            return estimated(read);
        } catch (RuntimeException e) {
            LOG.warnf("what is to come of run %s could not be estimated: %s", read.run().id, e);
            return Optional.empty();
        }
    }

    private Optional<RunRest> estimated(RunReports.Read read) {
        var context = RunContext.of(read.run(), Spending.NOTHING, paces, counter);
        var ahead = ahead(context, read);
        if (ahead.turns().isEmpty()) {
            return Optional.empty();
        }
        var billed = billed(read);
        var estimator = Estimator.ofTheRest(
                context.prices(),
                clock.instant(),
                Caller.MOST_ATTEMPTS,
                experience.lately(context.mode()),
                ahead,
                context.script().seed(),
                billed.stream()
                        .map(message -> new Spoken(
                                message.persona(),
                                model(context, message.model()),
                                message.output(),
                                message.reasoning()))
                        .toList(),
                PastRuns.billed(billed));
        var sum = RunSum.of(read.calls());
        return Optional.of(new RunRest(
                read.messages().size(),
                sum.usd(),
                sum.unknownUpTo(),
                capped(estimator.estimate(casting(context, billed)), context, sum)));
    }

    /// The turns that are left, as far as the limits of the script let them. A speaker whom a model has chosen
    /// already is taken to be chosen again, as happens when the turn is begun anew.
    private Projection ahead(RunContext context, RunReports.Read read) {
        var transcript = read.messages().stream()
                .map(message -> new Message(message.turn, message.persona, message.text))
                .toList();
        var sum = RunSum.of(read.calls());
        var projection = context.projector().after(transcript);
        return projection
                .withEnds(projection.ends().after(sum.usd(), sum.usage().total(), active(read)))
                .toldOnly(lately(read.messages()));
    }

    /// The time of a sitting is written when it ends; until then its calls tell most of it.
    private static Duration active(RunReports.Read read) {
        long inCalls = read.calls().stream()
                .mapToLong(call -> Objects.requireNonNullElse(call.latencyMs, 0L))
                .sum();
        return Duration.ofMillis(Math.max(read.run().activeMs, inCalls));
    }

    /// Whose last message came from a model, not so long ago that its provider has forgotten the prompt.
    private Set<String> lately(List<MessageEntity> messages) {
        var forgotten = clock.instant().minusMillis((long) (CacheForecast.KEPT_SECONDS * 1000));
        var lately = new HashSet<String>();
        for (var message : messages) {
            if (message.callId != null && message.createdAt.isAfter(forgotten)) {
                lately.add(message.persona);
            } else {
                lately.remove(message.persona);
            }
        }
        return lately;
    }

    /// Whoever had to speak through a model further down the list is taken to go on with that one.
    private static Casting casting(RunContext context, List<FinishedRun.Billed> billed) {
        var usual = context.casting();
        var first = new HashMap<>(usual.byPersona());
        Map<String, List<Model>> others = new HashMap<>(usual.fallbacks());
        for (var message : billed) {
            var used = usual.allOf(message.persona()).stream()
                    .filter(model -> model.id().equals(message.model()))
                    .findFirst();
            used.ifPresent(model -> {
                var rest = new ArrayList<>(usual.allOf(message.persona()));
                rest.remove(model);
                first.put(message.persona(), model);
                others.put(message.persona(), rest);
            });
        }
        return new Casting(first, others, usual.chooser());
    }

    private static Model model(RunContext context, ModelId id) {
        return context.catalogue().find(id).orElseGet(() -> Model.unlisted(id));
    }

    /// What its models said and its providers billed, as finished runs teach it.
    private static List<FinishedRun.Billed> billed(RunReports.Read read) {
        var byId = read.calls().stream().collect(Collectors.toMap(call -> call.id, Function.identity()));
        var billed = new ArrayList<FinishedRun.Billed>();
        for (var message : read.messages()) {
            var call = message.callId == null ? null : byId.get(message.callId);
            if (call != null
                    && call.output != null
                    && Outcome.SETTLED.wireName().equals(call.outcome)) {
                billed.add(billed(message, call));
            }
        }
        return billed;
    }

    private static FinishedRun.Billed billed(MessageEntity message, CallEntity call) {
        return new FinishedRun.Billed(
                message.persona,
                ModelId.parse(call.model),
                call.promptTokens,
                call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h,
                call.output,
                Math.min(call.output, call.reasoning),
                Objects.requireNonNullElse(call.latencyMs, 0L));
    }

    /// Whatever the run's own budget leaves bounds the bound.
    private static Estimate capped(Estimate estimate, RunContext context, RunSum sum) {
        var budget = context.budget();
        var unknown = sum.unknownUpTo();
        return budget == null || unknown == null
                ? estimate
                : estimate.within(budget.minus(sum.usd()).minus(unknown).max(Usd.ZERO));
    }
}
