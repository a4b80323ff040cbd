package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.archive.RunSnapshot;
import dev.parley.archive.SnapshotJson;
import dev.parley.archive.TranscriptRows;
import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.conversation.Message;
import dev.parley.conversation.Origin;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.Spending;
import dev.parley.money.Cost;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.provider.ModelClient;
import dev.parley.run.Runs.Commanded;
import dev.parley.tokens.TokenCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.hibernate.Session;

/// Makes runs that begin with what was said in another one. The other one is locked.
@ApplicationScoped
class Branching {
    private final Archive archive;
    private final EntityManager entities;
    private final ModelClient client;
    private final TokenCounter counter;
    private final Paces paces;
    private final Wishes wishes;
    private final Experience experience;
    private final Clock clock;

    Branching(
            Archive archive,
            EntityManager entities,
            ModelClient client,
            TokenCounter counter,
            Paces paces,
            Wishes wishes,
            Experience experience,
            Clock clock) {
        this.archive = archive;
        this.entities = entities;
        this.client = client;
        this.counter = counter;
        this.paces = paces;
        this.wishes = wishes;
        this.experience = experience;
        this.clock = clock;
    }

    Commanded branch(RunEntity parent, Command.Branch asked) {
        var said = archive.messages(parent.id);
        if (asked.turn() < 1 || asked.turn() > said.size()) {
            var there = said.isEmpty() ? "nothing has been said yet" : "must be 1 to " + said.size();
            return new Commanded.Refused("turn", there);
        }
        int turns = asked.turns() == null ? parent.turns : asked.turns();
        if (turns <= asked.turn()) {
            return new Commanded.Refused("turns", "must be more than " + asked.turn() + ", so that somebody may go on");
        }
        var run = copy(parent, asked.turn(), turns);
        var context = RunContext.of(run, Spending.NOTHING, paces, counter);
        var unusable = Preparation.unusable(context.casting(), client, context.mode());
        if (unusable != null) {
            return new Commanded.Refused("mode", "a " + context.mode().wireName() + " run needs a key for " + unusable);
        }
        var kept = said.subList(0, asked.turn());
        run.estimate = SnapshotJson.write(estimate(context, kept));
        run.persist();
        entities.flush();
        add(context, kept);
        return new Commanded.Branched(run.id);
    }

    private RunEntity copy(RunEntity parent, int turn, int turns) {
        var snapshot = SnapshotJson.read(parent.snapshot, RunSnapshot.class);
        var script = snapshot.script().withStops(snapshot.script().stops().withTurns(turns));
        var run = new RunEntity();
        run.createdAt = clock.instant();
        run.id = TimeOrderedId.at(run.createdAt);
        run.script = parent.script;
        run.title = parent.title;
        run.kind = parent.kind;
        run.mode = parent.mode;
        run.status = RunStatus.QUEUED.wireName();
        run.seed = parent.seed;
        run.turns = turns;
        run.budgetUsd = parent.budgetUsd;
        run.project = parent.project;
        run.username = parent.username;
        run.snapshot = SnapshotJson.write(snapshot.withScript(script));
        run.parentRunId = parent.id;
        run.parentTurn = turn;
        run.regenerated = parent.regenerated;
        return run;
    }

    /// Of what is still to be said.
    private Estimate estimate(RunContext context, List<MessageEntity> said) {
        var transcript = said.stream()
                .map(message -> new Message(message.turn, message.persona, message.text))
                .toList();
        var projection = context.projector().after(transcript);
        var estimator = new Estimator(
                context.prices(),
                clock.instant(),
                Caller.MOST_ATTEMPTS,
                experience.of(context.mode()),
                projection,
                context.script().seed());
        return Preparation.capped(estimator.estimate(context.casting()), context.budget());
    }

    private void add(RunContext context, List<MessageEntity> said) {
        var messages = said.stream().map(message -> copy(context, message)).toList();
        entities.unwrap(Session.class).doWork(connection -> TranscriptRows.addMessages(connection, messages));
        wishes.tell(
                context.run(),
                messages.stream()
                        .map(message ->
                                Happening.message(message, context.cast().persona(message.persona()), Cost.FREE))
                        .toList());
    }

    private static NewMessage copy(RunContext context, MessageEntity message) {
        return new NewMessage(
                context.run(),
                message.turn,
                message.persona,
                message.text,
                message.flags,
                Origin.BRANCH,
                null,
                message.modelAsked,
                message.modelUsed,
                message.speakerWhy,
                message.decisionWhy,
                message.createdAt);
    }
}
