package dev.parley.run;

import dev.parley.archive.MessageEntity;
import dev.parley.conversation.CheckedReply;
import dev.parley.conversation.Message;
import dev.parley.conversation.Persona;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.Speakers;
import dev.parley.planning.Projector;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.cache.CachePlanner;
import dev.parley.planning.route.Route;
import dev.parley.provider.CallOutcome;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes one turn: speaker, prompt, route, cache plan, call, message. Read this class first to know the engine.
final class TurnTaker {
    private final RunContext context;
    private final Lease lease;
    private final Caller caller;
    private final RunStore store;
    private final RunEvents events;
    private final Clock clock;

    TurnTaker(RunContext context, Lease lease, Caller caller, RunStore store, RunEvents events, Clock clock) {
        this.context = context;
        this.lease = lease;
        this.caller = caller;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    TurnTaken take(List<Message> transcript) {
        int turn = transcript.size() + 1;
        return switch (context.speakers().next(transcript)) {
            case Speakers.Next.Speaker speaker -> speak(turn, speaker, transcript);
            case Speakers.Next.AskModel ask -> chooseThenSpeak(turn, ask, transcript);
        };
    }

    private TurnTaken chooseThenSpeak(int turn, Speakers.Next.AskModel ask, List<Message> transcript) {
        return switch (Route.asAsked(ask.model(), context.catalogue(), today())) {
            case Route.NoModel(var _, var why) -> new TurnTaken.Failed(why);
            case Route.Routed route -> {
                var plan = new CallPlan(
                        turn,
                        null,
                        Purpose.SPEAKER_CHOICE,
                        route.asked(),
                        route.model(),
                        context.telling().speakerChoice(transcript, ask.candidates()),
                        CachePlan.NONE,
                        Projector.CHOICE_MOST_TOKENS,
                        null,
                        weakestEffort(route));
                yield switch (caller.call(lease, context, plan, List.of(), new Watch(turn, null))) {
                    case CallMade.Answer answer -> {
                        store.end(lease, answer.call(), answer.end());
                        yield speak(
                                turn,
                                context.speakers().chosen(answer.answered().text(), transcript),
                                transcript);
                    }
                    case CallMade.OverBudget(var reason) -> new TurnTaken.OverBudget(reason);
                    case CallMade.GaveUp(var reason) -> new TurnTaken.Failed("no speaker could be chosen: " + reason);
                    case CallMade.CutOff _ -> new TurnTaken.CutOff();
                };
            }
        };
    }

    private TurnTaken speak(int turn, Speakers.Next.Speaker next, List<Message> transcript) {
        var speaker = next.persona();
        return switch (Route.asAsked(context.modelOf(speaker.id()), context.catalogue(), today())) {
            case Route.NoModel(var _, var why) -> new TurnTaken.Failed(why);
            case Route.Routed route -> {
                var plan = speechPlan(turn, speaker, route, transcript);
                var onOpen = List.of(Happening.turnStarted(turn, speaker), Happening.decision(turn, route));
                var made = caller.call(lease, context, plan, onOpen, new Watch(turn, speaker.id()));
                events.endText(context.run());
                yield switch (made) {
                    case CallMade.Answer answer -> said(turn, next, route, answer);
                    case CallMade.OverBudget(var reason) -> new TurnTaken.OverBudget(reason);
                    case CallMade.GaveUp(var reason) ->
                        new TurnTaken.Failed(speaker.name() + " could not answer through "
                                + route.model().id() + ": " + reason);
                    case CallMade.CutOff _ -> new TurnTaken.CutOff();
                };
            }
        };
    }

    private CallPlan speechPlan(int turn, Persona speaker, Route.Routed route, List<Message> transcript) {
        var prompt = context.telling().speech(speaker, transcript);
        long laterTurns = context.projector().after(transcript).laterTurnsOf(speaker.id());
        return new CallPlan(
                turn,
                speaker.id(),
                Purpose.SPEECH,
                route.asked(),
                route.model(),
                prompt,
                cachePlan(route, prompt, laterTurns),
                context.script().reply().maxTokens(),
                speaker.temperature(),
                speaker.reasoningEffort());
    }

    /// Nothing is marked for a cache whose write has no price: its cost would be unknown.
    private CachePlan cachePlan(Route.Routed route, Prompt prompt, long laterTurns) {
        return context.prices().pricesWrites(route.model().id(), clock.instant())
                ? CachePlanner.plan(prompt, route.model().caching(), laterTurns)
                : CachePlan.NONE;
    }

    private TurnTaken said(int turn, Speakers.Next.Speaker next, Route.Routed route, CallMade.Answer answer) {
        var speaker = next.persona();
        var answered = answer.answered();
        var reply = CheckedReply.of(
                answered.text(),
                speaker,
                context.cast(),
                context.script().reply().mostMessageBytes(),
                answered.finish() == CallOutcome.Finish.LENGTH,
                answered.finish() == CallOutcome.Finish.REFUSED);
        var message = new MessageEntity();
        message.runId = context.run();
        message.turn = turn;
        message.persona = speaker.id();
        message.text = reply.text();
        message.flags = reply.flags().stream().map(Enum::name).collect(Collectors.joining(","));
        message.callId = answer.call();
        message.modelAsked = route.asked().toString();
        message.modelUsed = route.model().id().toString();
        message.speakerWhy = next.why();
        message.decisionWhy = route.why();
        message.createdAt = clock.instant();
        var kept = store.endWithMessage(
                lease, answer.end(), message, Happening.message(message, speaker, answer.cost()), context.budget());
        publish(kept.events());
        return new TurnTaken.Said(new Message(turn, speaker.id(), reply.text()), kept.spending());
    }

    private void publish(List<RunEvent> happened) {
        events.publish(context.run(), happened);
    }

    private java.time.LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable String weakestEffort(Route.Routed route) {
        var efforts = route.model().abilities().reasoningEfforts();
        return efforts.isEmpty() ? null : efforts.getFirst();
    }

    /// Passes on what comes of a call to those who follow the run; the text of hidden calls stays hidden.
    private final class Watch implements CallWatch {
        private final int turn;
        private final @Nullable String speaker;

        Watch(int turn, @Nullable String speaker) {
            this.turn = turn;
            this.speaker = speaker;
        }

        @Override
        public void happened(List<RunEvent> happened) {
            publish(happened);
        }

        @Override
        public void said(String piece) {
            if (speaker != null) {
                events.publishText(context.run(), turn, speaker, piece);
            }
        }

        @Override
        public void saidInVain() {
            events.endText(context.run());
        }
    }
}
