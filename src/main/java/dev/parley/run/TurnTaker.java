package dev.parley.run;

import dev.parley.archive.TranscriptRows.NewMessage;
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
    private final Combiner combiner;
    private final RunEvents events;
    private final Clock clock;

    TurnTaker(RunContext context, Lease lease, Caller caller, Combiner combiner, RunEvents events, Clock clock) {
        this.context = context;
        this.lease = lease;
        this.caller = caller;
        this.combiner = combiner;
        this.events = events;
        this.clock = clock;
    }

    /// @param directions of the run, as it stood when the transcript was read
    TurnTaken take(List<Message> transcript, int directions) {
        int turn = transcript.size() + 1;
        return switch (context.speakers().next(transcript)) {
            case Speakers.Next.Speaker speaker -> speak(turn, speaker, transcript, directions);
            case Speakers.Next.AskModel ask -> chooseThenSpeak(turn, ask, transcript, directions);
        };
    }

    private TurnTaken chooseThenSpeak(int turn, Speakers.Next.AskModel ask, List<Message> transcript, int directions) {
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
                        Projector.CHOICE_MOST_TOKENS,
                        null,
                        weakestEffort(route));
                yield switch (caller.call(lease, context, plan, directions, List.of(), new Watch(turn, null))) {
                    case CallMade.Answer answer -> {
                        caller.end(lease, context, answer.call(), answer.end(), null, answer.hold());
                        yield speak(
                                turn,
                                context.speakers().chosen(answer.answered().text(), transcript),
                                transcript,
                                directions);
                    }
                    case CallMade.OverBudget(var shortage) -> new TurnTaken.OverBudget(shortage);
                    case CallMade.Directed _ -> new TurnTaken.Directed();
                    case CallMade.GaveUp(var reason) -> new TurnTaken.Failed("no speaker could be chosen: " + reason);
                    case CallMade.CutOff _ -> new TurnTaken.CutOff();
                };
            }
        };
    }

    private TurnTaken speak(int turn, Speakers.Next.Speaker next, List<Message> transcript, int directions) {
        var speaker = next.persona();
        return switch (Route.asAsked(context.modelOf(speaker.id()), context.catalogue(), today())) {
            case Route.NoModel(var _, var why) -> new TurnTaken.Failed(why);
            case Route.Routed route -> {
                var plan = speechPlan(turn, speaker, route, transcript);
                var onOpen = List.of(Happening.turnStarted(turn, speaker), Happening.decision(turn, route));
                var made = caller.call(lease, context, plan, directions, onOpen, new Watch(turn, speaker.id()));
                events.endText(context.run());
                yield switch (made) {
                    case CallMade.Answer answer -> said(turn, next, route, answer);
                    case CallMade.OverBudget(var shortage) -> new TurnTaken.OverBudget(shortage);
                    case CallMade.Directed _ -> new TurnTaken.Directed();
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
                context.script().reply().leastTokens(),
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
        var message = new NewMessage(
                context.run(),
                turn,
                speaker.id(),
                reply.text(),
                reply.flags().stream().map(Enum::name).collect(Collectors.joining(",")),
                answer.call(),
                route.asked().toString(),
                route.model().id().toString(),
                next.why(),
                route.why() + shortened(answer),
                clock.instant());
        var spending = context.purse().after(answer.end(), answer.hold());
        var happenings = List.of(
                Happening.message(message, speaker, answer.cost()),
                Happening.budget(spending.known(), spending.unknownUpTo(), context.budget()));
        combiner.give(new Order.End(lease, answer.call(), answer.end(), null, message, happenings))
                .await();
        context.purse().booked(answer.end(), answer.hold());
        return new TurnTaken.Said(new Message(turn, speaker.id(), reply.text()));
    }

    /// Money that is running out makes replies shorter, and averages over them wrong.
    private String shortened(CallMade.Answer answer) {
        return answer.maxTokens() < context.script().reply().maxTokens()
                ? "; the budget allowed " + answer.maxTokens() + " tokens of reply"
                : "";
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
