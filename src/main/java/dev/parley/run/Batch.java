package dev.parley.run;

import dev.parley.archive.RunRows;
import dev.parley.archive.RunRows.LockedRun;
import dev.parley.archive.TranscriptRows;
import dev.parley.archive.TranscriptRows.NewEvent;
import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.budget.Admission;
import dev.parley.budget.BudgetRule;
import dev.parley.budget.Pace;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.Books;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallEnds;
import dev.parley.ledger.CallRows;
import dev.parley.ledger.GateRows.GateKey;
import dev.parley.ledger.OpenCalls;
import dev.parley.ledger.Outcome;
import dev.parley.ledger.RuleBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Many orders in one transaction: locks the runs, then accounts and gates, decides in memory, writes each table once.
/// What was given up comes first, so that usage that comes for it all the same is late; then what ended, so that its
/// money is there for those who want to go out.
final class Batch {
    /// How long a hold lasts: longer than any request may take.
    static final Duration HOLD = Duration.ofMinutes(7);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Connection connection;
    private final RuleBook rules;
    private final Map<Order.Open, List<Long>> accountsOf;
    private final Instant now;

    private final Map<Pending<?>, Verdict> verdicts = new LinkedHashMap<>();
    private final List<CallRows.Opened> opened = new ArrayList<>();
    private final List<CallEnds.Ended> ended = new ArrayList<>();
    private final List<NewMessage> messages = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<UUID> goOn = new ArrayList<>();
    private final List<UUID> spoken = new ArrayList<>();

    Batch(Connection connection, RuleBook rules, Map<Order.Open, List<Long>> accountsOf, Instant now) {
        this.connection = connection;
        this.rules = rules;
        this.accountsOf = accountsOf;
        this.now = now;
    }

    /// What the transaction says to an order.
    sealed interface Verdict {
        record Answered(Object answer) implements Verdict {}

        record Failed(RuntimeException failure) implements Verdict {}

        record Put(Pending.Parked aside) implements Verdict {}
    }

    Map<Pending<?>, Verdict> carryOut(List<Pending<?>> pending) throws SQLException {
        var runs = RunRows.lock(
                connection,
                pending.stream().map(one -> one.order().lease().run()).collect(Collectors.toSet()));
        var calls = CallRows.find(
                connection, pending.stream().flatMap(Batch::looksUp).toList());
        for (var open : OpenCalls.of(connection, givingUp(pending))) {
            calls.put(open.id(), open);
        }
        var books = books(pending, calls);
        for (var one : pending) {
            if (one.order() instanceof Order.GiveUp order) {
                verdicts.put(one, givenUp(order, runs.get(order.lease().run()), calls, books));
            }
        }
        for (var one : pending) {
            if (one.order() instanceof Order.End end) {
                verdicts.put(one, ended(end, one, runs.get(end.lease().run()), calls, books));
            }
        }
        for (var one : pending) {
            if (one.order() instanceof Order.Open open) {
                verdicts.put(
                        one, opened(open, one, runs.get(open.lease().run()), calls.containsKey(open.call()), books));
            }
        }
        write(books);
        return verdicts;
    }

    /// The call that an order is about, where it may be there already.
    private static Stream<UUID> looksUp(Pending<?> pending) {
        return switch (pending.order()) {
            case Order.End end -> Stream.of(end.call());
            case Order.Open open -> pending.earlier() == null ? Stream.empty() : Stream.of(open.call());
            case Order.GiveUp _ -> Stream.empty();
        };
    }

    private static Set<UUID> givingUp(List<Pending<?>> pending) {
        return pending.stream()
                .map(Pending::order)
                .filter(Order.GiveUp.class::isInstance)
                .map(order -> order.lease().run())
                .collect(Collectors.toSet());
    }

    private Books books(List<Pending<?>> pending, Map<UUID, CallRows.Standing> calls) throws SQLException {
        var accounts = new TreeSet<Long>();
        var gates = new TreeSet<GateKey>();
        for (var one : pending) {
            if (one.order() instanceof Order.Open open) {
                accounts.addAll(accountsOf.getOrDefault(open, List.of()));
                gates.add(AccountIds.gate(open));
            }
        }
        for (var call : calls.values()) {
            accounts.addAll(call.accounts());
            gates.add(call.gate());
        }
        return Books.lock(connection, accounts, gates, now);
    }

    private Verdict givenUp(
            Order.GiveUp order, @Nullable LockedRun run, Map<UUID, CallRows.Standing> calls, Books books)
            throws SQLException {
        if (run == null || !order.lease().holds(run)) {
            return new Verdict.Failed(new Lease.Lost(order.lease()));
        }
        var open = calls.values().stream()
                .filter(call -> call.run().equals(run.id()) && call.outcome() == Outcome.OPEN)
                .toList();
        OpenCalls.giveUp(connection, open, order.reason(), books);
        open.forEach(call -> calls.put(call.id(), call.ended(Outcome.UNKNOWN)));
        return new Verdict.Answered(open.size());
    }

    private Verdict ended(
            Order.End order,
            Pending<?> pending,
            @Nullable LockedRun run,
            Map<UUID, CallRows.Standing> calls,
            Books books)
            throws SQLException {
        var call = calls.get(order.call());
        if (call == null) {
            return new Verdict.Failed(new IllegalStateException("call " + order.call() + " was never opened"));
        }
        boolean holds = run != null && order.lease().holds(run);
        if (call.outcome() == Outcome.OPEN) {
            book(order, call, books);
            calls.put(call.id(), call.ended(order.end().outcome()));
            if (run == null || !holds) {
                // The run was taken over, and whoever did so has not given the call up yet: what it cost is known, and
                // what it said is not wanted.
                return new Verdict.Failed(new Lease.Lost(order.lease()));
            }
            keep(order, run);
            return new Verdict.Answered(new Ended.Booked());
        }
        // While the lease holds only the sweep of expired holds ends this call beside us: an end like ours is ours,
        // with
        // message and events.
        if (holds && pending.earlier() != null && call.outcome() == order.end().outcome()) {
            return new Verdict.Answered(pending.earlier());
        }
        if (call.outcome() == Outcome.UNKNOWN) {
            if (!(order.end() instanceof CallEnd.Unknown)) {
                late(order, call, books);
            }
            if (holds) {
                return new Verdict.Answered(new Ended.Late());
            }
        }
        return new Verdict.Failed(
                holds
                        ? new IllegalStateException("call " + order.call() + " is not open: " + call.outcome())
                        : new Lease.Lost(order.lease()));
    }

    private void late(Order.End order, CallRows.Standing call, Books books) throws SQLException {
        var beyond = CallEnds.late(connection, call, order.end(), now);
        if (beyond != null) {
            books.late(call, beyond);
        }
    }

    private void book(Order.End order, CallRows.Standing call, Books books) {
        books.end(call, order.end());
        if (order.strike() != null) {
            books.struck(call.gate(), order.strike().asked());
        } else {
            books.answered(call.gate());
        }
        ended.add(new CallEnds.Ended(call, order.end()));
    }

    private void keep(Order.End order, LockedRun run) {
        if (order.message() != null) {
            messages.add(order.message());
            // Nobody can have been asked to speak while the call was out: it was about this message.
            if (run.nextSpeaker() != null) {
                spoken.add(run.id());
            }
        }
        tell(run.id(), order.happenings());
    }

    private Verdict opened(
            Order.Open order, Pending<?> pending, @Nullable LockedRun run, boolean isThere, Books books) {
        if (run == null || !order.lease().holds(run)) {
            return new Verdict.Failed(new Lease.Lost(order.lease()));
        }
        // Nobody else knows this id: where it stands, it was opened by us.
        if (isThere && pending.earlier() != null) {
            return new Verdict.Answered(pending.earlier());
        }
        if (run.wanted() != null || run.directions() != order.directions()) {
            return new Verdict.Answered(new Opened.Directed());
        }
        var key = AccountIds.gate(order);
        return switch (order.pace().pass(books.gate(key), now)) {
            case Pace.Passage.Closed(var until, var why) ->
                new Verdict.Put(new Pending.Parked(
                        key, until == null ? now.plus(LOOK_AGAIN) : until, key.provider() + " " + why));
            case Pace.Passage.Open(var after) -> admit(order, run, books, key, after);
        };
    }

    private Verdict admit(Order.Open order, LockedRun run, Books books, GateKey key, Pace.Gate after) {
        var ids = accountsOf.getOrDefault(order, List.of());
        boolean whole = now.isBefore(order.wholeUntil());
        var admission = decide(order, books, ids, whole);
        if (whole && admission instanceof Admission.Refused(var _, boolean mayFitLater) && !mayFitLater) {
            admission = decide(order, books, ids, false);
        }
        return switch (admission) {
            case Admission.Granted(int maxTokens, var hold) -> {
                books.open(ids, hold, key, after);
                opened.add(new CallRows.Opened(order.opening(), now, maxTokens, hold, ids, now.plus(HOLD)));
                tellOut(order, run);
                yield new Verdict.Answered(new Opened.Out(now, maxTokens, hold));
            }
            case Admission.Refused(var shortage, boolean mayFitLater)
            when mayFitLater -> {
                var due = whole ? order.wholeUntil() : now.plus(LOOK_AGAIN);
                yield new Verdict.Put(new Pending.Parked(String.valueOf(shortage.account()), due, shortage.words()));
            }
            case Admission.Refused(var shortage, var _) -> {
                refused(order, shortage, books);
                yield new Verdict.Answered(new Opened.OverBudget(shortage));
            }
        };
    }

    private void refused(Order.Open order, Admission.Shortage shortage, Books books) {
        var rule = requestRule(order);
        if (shortage.account() == null && rule != null) {
            books.requestRefused(order.opening().mode(), rule, shortage);
        } else {
            books.refused(shortage);
        }
    }

    private Admission decide(Order.Open order, Books books, List<Long> ids, boolean whole) {
        return Admission.decide(order.ask(), order.mostTokens(), books.accounts(ids), requestRule(order), now, whole);
    }

    private @Nullable BudgetRule requestRule(Order.Open order) {
        return rules.rules(order.opening().mode()).requestRule(order.payer()).orElse(null);
    }

    private void tellOut(Order.Open order, LockedRun run) {
        if (run.status() == RunStatus.WAITING) {
            goOn.add(run.id());
            tell(run.id(), List.of(Happening.status(RunStatus.RUNNING, null)));
        }
        tell(run.id(), order.happenings());
    }

    private void tell(UUID run, List<Happening> happenings) {
        happenings.forEach(one -> events.add(new NewEvent(run, one.type(), one.data())));
    }

    private void write(Books books) throws SQLException {
        CallRows.insert(connection, opened);
        CallEnds.write(connection, ended);
        TranscriptRows.addMessages(connection, messages);
        RunRows.setRunning(connection, goOn);
        RunRows.clearNextSpeakers(connection, spoken);
        TranscriptRows.addEvents(connection, events, now);
        books.write(connection);
        Notices.ofRuns(connection, changedRuns());
    }

    /// The runs that something was told of.
    Set<UUID> changedRuns() {
        return events.stream().map(NewEvent::run).collect(Collectors.toSet());
    }
}
