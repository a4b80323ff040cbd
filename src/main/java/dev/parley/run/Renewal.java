package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.conversation.Message;
import dev.parley.ledger.CallEntity;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.Outcome;
import dev.parley.ledger.RunSum;
import dev.parley.ledger.Spending;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Spoken;
import dev.parley.tokens.TokenCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Estimates the rest of a run under way, from what stands in archive and ledger: what was said, how much longer or
/// shorter than expected, and how its models count. Whoever looks at a run asks; no turn waits for it.
@ApplicationScoped
class Renewal {
    private final Archive archive;
    private final Ledger ledger;
    private final TokenCounter counter;
    private final Paces paces;
    private final Experience experience;
    private final Clock clock;

    Renewal(Archive archive, Ledger ledger, TokenCounter counter, Paces paces, Experience experience, Clock clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.counter = counter;
        this.paces = paces;
        this.experience = experience;
        this.clock = clock;
    }

    /// @return empty where nothing is to come: the run has ended, or all its turns were taken
    @Transactional
    Optional<RunRest> rest(UUID id) {
        return archive.run(id)
                .filter(run -> run.endedAt == null)
                .flatMap(run -> rest(run, archive.messages(id), ledger.calls(id)));
    }

    private Optional<RunRest> rest(RunEntity run, List<MessageEntity> messages, List<CallEntity> calls) {
        var context = RunContext.of(run, Spending.NOTHING, paces, counter);
        var transcript = messages.stream()
                .map(message -> new Message(message.turn, message.persona, message.text))
                .toList();
        var sum = RunSum.of(calls);
        var projection = context.projector().after(transcript);
        if (projection.turns().isEmpty()) {
            return Optional.empty();
        }
        var billed = billed(messages, calls);
        var estimator = Estimator.ofTheRest(
                context.prices(),
                clock.instant(),
                Caller.MOST_ATTEMPTS,
                experience.of(context.mode()),
                projection.withEnds(
                        projection.ends().after(sum.usd(), sum.usage().total(), Duration.ofMillis(run.activeMs))),
                context.script().seed(),
                billed.stream()
                        .map(message -> new Spoken(
                                message.persona(),
                                model(context, message.model()),
                                message.output(),
                                message.reasoning()))
                        .toList(),
                PastRuns.billed(billed));
        return Optional.of(new RunRest(
                messages.size(),
                sum.usd(),
                sum.unknownUpTo(),
                capped(estimator.estimate(context.casting()), context, sum)));
    }

    private static Model model(RunContext context, ModelId id) {
        return context.catalogue().find(id).orElseGet(() -> Model.unlisted(id));
    }

    /// What its models said and its providers billed, as finished runs teach it.
    private static List<FinishedRun.Billed> billed(List<MessageEntity> messages, List<CallEntity> calls) {
        var byId = calls.stream().collect(Collectors.toMap(call -> call.id, call -> call));
        var billed = new ArrayList<FinishedRun.Billed>();
        for (var message : messages) {
            var call = message.callId == null ? null : byId.get(message.callId);
            if (call != null
                    && call.output != null
                    && Outcome.SETTLED.wireName().equals(call.outcome)) {
                billed.add(new FinishedRun.Billed(
                        message.persona,
                        ModelId.parse(call.model),
                        call.promptTokens,
                        call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h,
                        call.output,
                        Math.min(call.output, call.reasoning),
                        Objects.requireNonNullElse(call.latencyMs, 0L)));
            }
        }
        return billed;
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
