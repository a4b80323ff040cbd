package dev.parley.run;

import dev.parley.conversation.Message;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.Speakers;
import dev.parley.model.ModelId;
import dev.parley.planning.Projector;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.route.Route;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes one turn: speaker, prompt, route, cache plan, call, message. Read this class first to know the engine.
final class TurnTaker {
    private final RunContext context;
    private final Lease lease;
    private final Caller caller;
    private final Combiner combiner;
    private final RunEvents events;
    private final Speeches speeches;
    private final Clock clock;

    TurnTaker(RunContext context, Lease lease, Caller caller, Combiner combiner, RunEvents events, Clock clock) {
        this.context = context;
        this.lease = lease;
        this.caller = caller;
        this.combiner = combiner;
        this.events = events;
        this.speeches = new Speeches(context, clock);
        this.clock = clock;
    }

    TurnTaken take(Standing now) {
        if (now.nextSpeaker() != null) {
            var asked = context.cast().persona(now.nextSpeaker());
            return speak(now, new Speakers.Next.Speaker(asked, "was asked to speak by a person"));
        }
        return switch (context.speakers().next(now.transcript())) {
            case Speakers.Next.Speaker speaker -> speak(now, speaker);
            case Speakers.Next.AskModel ask -> chooseThenSpeak(now, ask);
        };
    }

    private TurnTaken chooseThenSpeak(Standing now, Speakers.Next.AskModel ask) {
        return switch (Route.asAsked(ask.model(), context.catalogue(), today())) {
            case Route.NoModel(var _, var why) -> new TurnTaken.Failed(why);
            case Route.Routed route -> {
                var plan = new CallPlan(
                        now.turn(),
                        null,
                        Purpose.SPEAKER_CHOICE,
                        route.asked(),
                        route.model(),
                        context.telling().speakerChoice(now.transcript(), ask.candidates()),
                        CachePlan.NONE,
                        Projector.CHOICE_MOST_TOKENS,
                        Projector.CHOICE_MOST_TOKENS,
                        null,
                        weakestEffort(route),
                        now.seed(context.script().seed()));
                var watch = new Watch(now.turn(), null);
                yield switch (caller.call(lease, context, plan, now.directions(), List.of(), watch)) {
                    case CallMade.Answer answer -> {
                        caller.end(lease, context, answer.call(), answer.end(), null, answer.hold());
                        yield speak(
                                now, context.speakers().chosen(answer.answered().text(), now.transcript()));
                    }
                    case CallMade.OverBudget(var shortage) -> new TurnTaken.OverBudget(shortage);
                    case CallMade.Directed _ -> new TurnTaken.Directed();
                    case CallMade.GaveUp(var reason) -> new TurnTaken.Failed("no speaker could be chosen: " + reason);
                    case CallMade.CutOff _ -> new TurnTaken.CutOff();
                };
            }
        };
    }

    /// Through the first model of the speaker's list that answers.
    private TurnTaken speak(Standing now, Speakers.Next.Speaker next) {
        var speaker = next.persona();
        var models = context.modelsOf(speaker.id());
        var passedOver = new ArrayList<String>();
        for (var model : models) {
            switch (route(model, models.getFirst(), passedOver)) {
                case Route.NoModel(var _, var why) -> passedOver.add(why);
                case Route.Routed route -> {
                    var plan = speeches.plan(now, speaker, route);
                    var onOpen =
                            List.of(Happening.turnStarted(now.turn(), speaker), Happening.decision(now.turn(), route));
                    var watch = new Watch(now.turn(), speaker.id());
                    var made = caller.call(lease, context, plan, now.directions(), onOpen, watch);
                    events.endText(context.run());
                    if (!(made instanceof CallMade.GaveUp(var reason))) {
                        return taken(now, next, route, made);
                    }
                    passedOver.add(model + " gave up: " + reason);
                }
            }
        }
        return new TurnTaken.Failed(speaker.name() + " could not answer: " + String.join("; ", passedOver));
    }

    private Route route(ModelId model, ModelId asked, List<String> passedOver) {
        if (passedOver.isEmpty()) {
            return Route.asAsked(model, context.catalogue(), today());
        }
        return caller.isUsable(model.provider(), context.mode())
                ? Route.instead(model, asked, passedOver, context.catalogue(), today())
                : new Route.NoModel(asked, model + " cannot be asked: there is no key for " + model.provider());
    }

    private TurnTaken taken(Standing now, Speakers.Next.Speaker next, Route.Routed route, CallMade made) {
        return switch (made) {
            case CallMade.Answer answer -> said(now, next, route, answer);
            case CallMade.OverBudget(var shortage) -> new TurnTaken.OverBudget(shortage);
            case CallMade.Directed _ -> new TurnTaken.Directed();
            case CallMade.CutOff _ -> new TurnTaken.CutOff();
            case CallMade.GaveUp gaveUp -> throw new IllegalArgumentException("nothing was said: " + gaveUp);
        };
    }

    private TurnTaken said(Standing now, Speakers.Next.Speaker next, Route.Routed route, CallMade.Answer answer) {
        var message = speeches.message(now.turn(), next, route, answer);
        var spending = context.purse().after(answer.end(), answer.hold());
        var happenings = List.of(
                Happening.message(message, next.persona(), answer.cost()),
                Happening.budget(spending.known(), spending.unknownUpTo(), context.budget()));
        var ended = combiner.give(new Order.End(lease, answer.call(), answer.end(), null, message, happenings))
                .await();
        context.purse().booked(answer.end(), answer.hold());
        return switch (ended) {
            case Ended.Booked _ -> new TurnTaken.Said(new Message(now.turn(), message.persona(), message.text()));
            // The call had been given up by then, and the message was not kept.
            case Ended.Late _ -> new TurnTaken.Directed();
        };
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
