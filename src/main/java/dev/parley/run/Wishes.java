package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.CommandRows;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.archive.RunSnapshot;
import dev.parley.archive.SnapshotJson;
import dev.parley.archive.TranscriptRows;
import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.conversation.Cast;
import dev.parley.conversation.Origin;
import dev.parley.money.Cost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/// Does what people asked of the turns of a run, between two of them: the run is locked, and none of its calls is out.
/// What comes while one is out waits in the book of commands until the engine, or the next command, finds it there.
@ApplicationScoped
class Wishes {
    private static final String BY_A_PERSON = "was said by a person";

    private final Archive archive;
    private final EntityManager entities;
    private final Clock clock;

    Wishes(Archive archive, EntityManager entities, Clock clock) {
        this.archive = archive;
        this.entities = entities;
        this.clock = clock;
    }

    /// Does what waits, in the order in which it was asked for.
    void fulfilWaiting(RunEntity run) {
        var waiting = onConnection(connection -> CommandRows.waiting(connection, run.id));
        if (waiting.isEmpty()) {
            return;
        }
        for (var command : waiting) {
            switch (command.kind()) {
                case "speak-next" -> fulfil(run, SnapshotJson.read(command.details(), Command.SpeakNext.class), 0);
                case "inject" -> fulfil(run, SnapshotJson.read(command.details(), Command.Inject.class), 0);
                case "regenerate" -> {
                    var turn = CommandAnswer.of(command).turn();
                    fulfil(run, new Command.Regenerate(turn), turn == null ? 0 : turn);
                }
                default -> throw new IllegalStateException("does not wait: " + command.kind());
            }
        }
        onConnection(connection -> {
            CommandRows.setApplied(connection, run.id, clock.instant());
            return run.id;
        });
    }

    /// @param turn that was the last one when the command came
    void fulfil(RunEntity run, Command.OfTurns command, int turn) {
        switch (command) {
            case Command.SpeakNext(var persona) -> run.nextSpeaker = persona;
            case Command.Inject(var persona, var text) -> inject(run, persona, text);
            case Command.Regenerate _ -> regenerate(run, turn);
        }
    }

    private void inject(RunEntity run, String speaker, String text) {
        var cast = new Cast(SnapshotJson.read(run.snapshot, RunSnapshot.class).personas());
        int turn = archive.lastMessage(run.id).map(last -> last.turn).orElse(0) + 1;
        var message = new NewMessage(
                run.id, turn, speaker, text, "", Origin.PERSON, null, null, null, BY_A_PERSON, "", clock.instant());
        onConnection(connection -> {
            TranscriptRows.addMessages(connection, List.of(message));
            return turn;
        });
        tell(run.id, List.of(Happening.message(message, cast.persona(speaker), Cost.FREE)));
    }

    /// With whatever has been said since, for it answers what is no longer there.
    private void regenerate(RunEntity run, int turn) {
        var gone = archive.messages(run.id).stream()
                .filter(message -> message.turn >= turn)
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        run.nextSpeaker = gone.getFirst().persona;
        run.regenerated++;
        // The session must not know them any longer, or it would answer with them.
        gone.forEach(entities::detach);
        onConnection(connection -> {
            TranscriptRows.replaceFrom(connection, run.id, turn, clock.instant());
            return turn;
        });
        var told = new ArrayList<Happening>();
        for (MessageEntity message : gone.reversed()) {
            told.add(Happening.messageReplaced(message.turn));
        }
        tell(run.id, told);
    }

    void tell(UUID run, List<Happening> happenings) {
        var added = happenings.stream()
                .map(one -> new Archive.NewEvent(one.type(), one.data()))
                .toList();
        archive.addEvents(run, added, clock.instant());
        onConnection(connection -> {
            Notices.ofRuns(connection, List.of(run));
            return run;
        });
    }

    private <T> T onConnection(ReturningWork<T> work) {
        return entities.unwrap(Session.class).doReturningWork(work);
    }
}
