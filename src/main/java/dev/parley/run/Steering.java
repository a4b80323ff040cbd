package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.CommandRows;
import dev.parley.archive.RunEntity;
import dev.parley.archive.RunSnapshot;
import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.PlainText;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.Ledger;
import dev.parley.run.Runs.Commanded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/// Takes commands on runs: each is recorded and done, or left to wait for the end of the message under way, in one
/// transaction under the run's lock. It is done again when its connection breaks; its key says whether it was written.
@ApplicationScoped
class Steering {
    private final Archive archive;
    private final Ledger ledger;
    private final Wishes wishes;
    private final Branching branching;
    private final Transactions transactions;
    private final EntityManager entities;
    private final RunEvents events;
    private final Clock clock;

    Steering(
            Archive archive,
            Ledger ledger,
            Wishes wishes,
            Branching branching,
            Transactions transactions,
            EntityManager entities,
            RunEvents events,
            Clock clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.wishes = wishes;
        this.branching = branching;
        this.transactions = transactions;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
    }

    Commanded take(UUID run, Command command, String key) {
        var taken = transactions.<Commanded>untilDone(_ -> attempt(run, command, key));
        events.changed(List.of(run));
        return taken;
    }

    private Commanded attempt(UUID id, Command asked, String key) {
        ledger.keepRules();
        var run = archive.lockRun(id).orElse(null);
        if (run == null) {
            return new Commanded.NoSuchRun();
        }
        var command = plain(asked);
        var details = SnapshotJson.write(command);
        var earlier = onConnection(connection -> CommandRows.find(connection, id, key));
        if (earlier.isPresent()) {
            return earlier.filter(one ->
                            one.kind().equals(command.kind()) && one.details().equals(details))
                    .map(one -> CommandAnswer.of(one).commanded())
                    .orElseGet(() -> new Commanded.Refused("Idempotency-Key", "was used for another command"));
        }
        boolean waits = command instanceof Command.OfTurns && ledger.hasOpenCall(id);
        var answer = obey(run, command, waits);
        if (!(answer instanceof Commanded.Refused)) {
            boolean isOpen = waits && answer instanceof Commanded.Accepted;
            var recorded = SnapshotJson.write(CommandAnswer.of(answer));
            var now = clock.instant();
            onConnection(connection -> {
                CommandRows.add(connection, id, key, command.kind(), details, recorded, now, isOpen ? null : now);
                return id;
            });
        }
        return answer;
    }

    private Commanded obey(RunEntity run, Command command, boolean waits) {
        // Whatever it waits for there, a run that a node has is asked there whether something is wanted.
        var status = run.node == null ? RunStatus.ofWireName(run.status) : RunStatus.RUNNING;
        return switch (command) {
            case Command.Pause _ -> pause(run, status);
            case Command.Stop(boolean now) -> stop(run, status, now ? Wanted.STOP_NOW : Wanted.STOP);
            case Command.Resume _ -> resume(run, status);
            case Command.SpeakNext(var persona) ->
                ifGoingOn(status, () -> wrongPersona(run, persona)).orElseGet(() -> direct(run, command, waits, null));
            case Command.Inject(var persona, var text) ->
                ifGoingOn(status, () -> wrongPersona(run, persona).or(() -> wrongText(run, text)))
                        .orElseGet(() -> direct(run, command, waits, null));
            case Command.Regenerate(var turn) -> regenerate(run, status, turn, waits);
            case Command.Branch branch -> branching.branch(run, branch);
        };
    }

    private Commanded pause(RunEntity run, RunStatus status) {
        return switch (status) {
            case QUEUED, RUNNING -> want(run, Wanted.PAUSE);
            case PAUSED, WAITING, FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> new Commanded.Conflict(status);
        };
    }

    private Commanded stop(RunEntity run, RunStatus status, Wanted wanted) {
        return switch (status) {
            case QUEUED, RUNNING -> want(run, wanted);
            case PAUSED, WAITING -> {
                run.status = RunStatus.STOPPED.wireName();
                run.stopReason = "stopped by a person";
                run.endedAt = clock.instant();
                wishes.tell(run.id, List.of(Happening.status(RunStatus.STOPPED, run.stopReason)));
                yield accepted();
            }
            case FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> new Commanded.Conflict(status);
        };
    }

    private Commanded want(RunEntity run, Wanted wanted) {
        if (!Wanted.STOP_NOW.wireName().equals(run.wanted)) {
            run.wanted = wanted.wireName();
            run.directions++;
        }
        if (wanted == Wanted.STOP_NOW) {
            onConnection(connection -> {
                Notices.ofCutOffs(connection);
                return run.id;
            });
        }
        return accepted();
    }

    private Commanded resume(RunEntity run, RunStatus status) {
        return switch (status) {
            case PAUSED, WAITING, FAILED -> {
                queueAgain(run);
                yield accepted();
            }
            case QUEUED, RUNNING, FINISHED, STOPPED, BUDGET_EXHAUSTED -> new Commanded.Conflict(status);
        };
    }

    private void queueAgain(RunEntity run) {
        boolean hadEnded = run.endedAt != null;
        QueuedAgain.set(run);
        if (hadEnded) {
            ledger.refreshAccount(run.id, RunMode.ofWireName(run.mode));
        }
    }

    private Commanded regenerate(RunEntity run, RunStatus status, @Nullable Integer turn, boolean waits) {
        var last = archive.lastMessage(run.id).orElse(null);
        if (last == null) {
            return new Commanded.Conflict(status, "nothing has been said yet; the run is " + status.wireName());
        }
        if (turn != null && turn != last.turn) {
            return new Commanded.Conflict(
                    status, "the last turn is " + last.turn + ", not " + turn + "; the run is " + status.wireName());
        }
        var answer = direct(run, new Command.Regenerate(turn), waits, last.turn);
        switch (status) {
            case PAUSED, FINISHED, STOPPED, BUDGET_EXHAUSTED, FAILED -> queueAgain(run);
            case QUEUED, RUNNING, WAITING -> {}
        }
        return answer;
    }

    /// @param turn that the command is about; null for whichever is next
    private Commanded direct(RunEntity run, Command command, boolean waits, @Nullable Integer turn) {
        run.directions++;
        if (!waits && command instanceof Command.OfTurns ofTurns) {
            wishes.fulfilWaiting(run);
            wishes.fulfil(run, ofTurns, turn == null ? 0 : turn);
        }
        return new Commanded.Accepted(turn);
    }

    private static Optional<Commanded> ifGoingOn(
            RunStatus status, java.util.function.Supplier<Optional<Commanded>> wrong) {
        return status.isEnded() ? Optional.of(new Commanded.Conflict(status)) : wrong.get();
    }

    private static Optional<Commanded> wrongPersona(RunEntity run, String persona) {
        var cast = snapshot(run).personas().stream().map(one -> one.id()).toList();
        return cast.contains(persona)
                ? Optional.empty()
                : Optional.of(new Commanded.Refused("persona", "not in the cast, which is " + cast));
    }

    private static Optional<Commanded> wrongText(RunEntity run, String text) {
        int most = snapshot(run).script().reply().mostMessageBytes();
        if (text.isEmpty()) {
            return Optional.of(new Commanded.Refused("text", "says nothing"));
        }
        return text.getBytes(StandardCharsets.UTF_8).length <= most
                ? Optional.empty()
                : Optional.of(new Commanded.Refused("text", "must have at most " + most + " bytes in UTF-8"));
    }

    private static RunSnapshot snapshot(RunEntity run) {
        return SnapshotJson.read(run.snapshot, RunSnapshot.class);
    }

    /// As it can be kept.
    private static Command plain(Command command) {
        return command instanceof Command.Inject(var persona, var text)
                ? new Command.Inject(persona, PlainText.of(text).strip())
                : command;
    }

    private static Commanded accepted() {
        return new Commanded.Accepted(null);
    }

    private <T> T onConnection(ReturningWork<T> work) {
        return entities.unwrap(Session.class).doReturningWork(work);
    }
}
