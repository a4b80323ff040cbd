package dev.parley.run;

import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.conversation.CheckedReply;
import dev.parley.conversation.Origin;
import dev.parley.conversation.Persona;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.Speakers;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.cache.CachePlanner;
import dev.parley.planning.route.Route;
import dev.parley.provider.CallOutcome;
import java.time.Clock;
import java.util.stream.Collectors;

/// A persona's message, as it is asked for and as it is kept.
final class Speeches {
    private final RunContext context;
    private final Clock clock;

    Speeches(RunContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    CallPlan plan(Standing now, Persona speaker, Route.Routed route) {
        var prompt = context.telling().speech(speaker, now.transcript());
        long laterTurns = context.projector().after(now.transcript()).laterTurnsOf(speaker.id());
        return new CallPlan(
                now.turn(),
                speaker.id(),
                Purpose.SPEECH,
                route.asked(),
                route.model(),
                prompt,
                cachePlan(route, prompt, laterTurns),
                context.script().reply().maxTokens(),
                context.script().reply().leastTokens(),
                speaker.temperature(),
                speaker.reasoningEffort(),
                now.seed(context.script().seed()));
    }

    /// Nothing is marked for a cache whose write has no price: its cost would be unknown.
    private CachePlan cachePlan(Route.Routed route, Prompt prompt, long laterTurns) {
        return context.prices().pricesWrites(route.model().id(), clock.instant())
                ? CachePlanner.plan(prompt, route.model().caching(), laterTurns)
                : CachePlan.NONE;
    }

    NewMessage message(int turn, Speakers.Next.Speaker next, Route.Routed route, CallMade.Answer answer) {
        var answered = answer.answered();
        var reply = CheckedReply.of(
                answered.text(),
                next.persona(),
                context.cast(),
                context.script().reply().mostMessageBytes(),
                answered.finish() == CallOutcome.Finish.LENGTH,
                answered.finish() == CallOutcome.Finish.REFUSED);
        return new NewMessage(
                context.run(),
                turn,
                next.persona().id(),
                reply.text(),
                reply.flags().stream().map(Enum::name).collect(Collectors.joining(",")),
                Origin.MODEL,
                answer.call(),
                route.asked().toString(),
                route.model().id().toString(),
                next.why(),
                route.why() + shortened(answer),
                clock.instant());
    }

    /// Money that is running out makes replies shorter, and averages over them wrong.
    private String shortened(CallMade.Answer answer) {
        return answer.maxTokens() < context.script().reply().maxTokens()
                ? "; the budget allowed " + answer.maxTokens() + " tokens of reply"
                : "";
    }
}
