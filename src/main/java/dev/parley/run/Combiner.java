package dev.parley.run;

import dev.parley.ledger.RuleBook;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes the orders of all runs of this node, as many in one transaction as wait for it. Many runs share a budget's
/// row: with a transaction for each order, that row's lock would be the pace of the whole.
///
/// A transaction is done again while its connection breaks. Nobody knows what became of a commit that was cut off, so
/// each order is then looked up first.
@ApplicationScoped
class Combiner {
    private static final int MOST_TOGETHER = 256;
    private static final int MOST_WAITING = 20_000;

    /// Before the holds of what has ended expire.
    private static final Duration LONGEST_OUTAGE = Batch.HOLD.minusMinutes(1);

    private final DataSource database;
    private final Consumer<Set<UUID>> changed;
    private final Clock clock;
    private final AccountIds accountIds;
    private final ParkedOrders parked = new ParkedOrders();
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private @Nullable RuleBook rules;
    private @Nullable Thread thread;

    @Inject
    Combiner(DataSource database, RunEvents events, Clock clock) {
        this(database, events::changed, clock);
    }

    /// @param changed is told which runs something was told of
    Combiner(DataSource database, Consumer<Set<UUID>> changed, Clock clock) {
        this.database = database;
        this.changed = changed;
        this.clock = clock;
        this.accountIds = new AccountIds(database);
    }

    /// Hands an order in. The answer is waited for at what is given back.
    ///
    /// @throws IllegalStateException when too many wait already
    <A> Pending<A> give(Order<A> order) {
        begin();
        var pending = new Pending<>(order);
        if (!queue.offer(pending)) {
            throw new IllegalStateException("more than " + MOST_WAITING + " calls wait to be written");
        }
        return pending;
    }

    @PreDestroy
    synchronized void end() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized void begin() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("combiner").daemon().start(this::work);
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var together = next();
                if (!together.isEmpty()) {
                    carryOut(together);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What waits by now: first what was put aside and may fit by now, so that whoever came first is served first.
    private List<Pending<?>> next() throws InterruptedException {
        var together = new ArrayList<Pending<?>>();
        var first = queue.poll(parked.untilDue(clock.instant()).toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            together.add(first);
            queue.drainTo(together, MOST_TOGETHER / 2);
        }
        together.removeIf(pending -> !pending.begin());
        together.addAll(0, parked.ready(clock.instant(), MOST_TOGETHER - together.size()));
        return together;
    }

    private void carryOut(List<Pending<?>> together) {
        try {
            answer(written(together));
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: without this thread nobody could pay any more.
            if (together.size() == 1 || BrokenConnection.isBehind(e)) {
                together.forEach(pending -> pending.fail(new CombinerFailed(e)));
                return;
            }
            // One of them cannot be written. The others must not suffer for it.
            together.stream().filter(pending -> !pending.isAnswered()).forEach(pending -> carryOut(List.of(pending)));
        }
    }

    private void answer(Map<Pending<?>, Batch.Verdict> verdicts) {
        boolean released = false;
        for (var entry : verdicts.entrySet()) {
            var pending = entry.getKey();
            switch (entry.getValue()) {
                case Batch.Verdict.Answered(var answer) -> complete(pending, answer);
                case Batch.Verdict.Failed(var failure) -> pending.fail(failure);
                case Batch.Verdict.Put(var aside) -> {
                    parked.put(pending, aside);
                    continue;
                }
            }
            // Who was put aside and has gone may have left room for the next, as has whatever ended.
            released |= !(pending.order() instanceof Order.Open) || pending.parked() != null;
        }
        if (released) {
            parked.somethingWasReleased();
        }
    }

    @SuppressWarnings("unchecked") // the verdict on an order is of the order's own type
    private static <A> void complete(Pending<A> pending, Object answer) {
        pending.complete((A) answer);
    }

    @SuppressWarnings("unchecked") // as above
    private static <A> void remember(Pending<A> pending, Object answer) {
        pending.remember((A) answer);
    }

    private Map<Pending<?>, Batch.Verdict> written(List<Pending<?>> together) throws SQLException {
        Instant firstFailure = null;
        var left = together;
        for (int attempt = 1; ; attempt++) {
            try {
                return tried(left);
            } catch (SQLException | RuntimeException e) {
                var now = clock.instant();
                firstFailure = firstFailure == null ? now : firstFailure;
                var delay = Transactions.delayAfter(attempt, ThreadLocalRandom.current());
                if (now.isAfter(firstFailure.plus(Transactions.PATIENCE))) {
                    left = ends(left, e);
                }
                boolean isLate = left.isEmpty() || now.isAfter(firstFailure.plus(LONGEST_OUTAGE));
                if (isLate || !BrokenConnection.isBehind(e) || !sleeps(delay)) {
                    throw e;
                }
            }
        }
    }

    /// What has been paid is worth waiting for longer than what has not gone out yet.
    private static List<Pending<?>> ends(List<Pending<?>> pending, Exception failure) {
        var ends = new ArrayList<Pending<?>>();
        for (var one : pending) {
            if (one.order() instanceof Order.End) {
                ends.add(one);
            } else {
                one.fail(new CombinerFailed(failure));
            }
        }
        return ends;
    }

    private Map<Pending<?>, Batch.Verdict> tried(List<Pending<?>> together) throws SQLException {
        var opens = together.stream()
                .map(Pending::order)
                .filter(Order.Open.class::isInstance)
                .map(Order.Open.class::cast)
                .toList();
        while (true) {
            var book = rules();
            var now = clock.instant();
            var accounts = accountIds.of(opens, book, now);
            if (accounts.isEmpty()) {
                rules = null;
                continue;
            }
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    if (RuleBook.keep(connection) == book.version()) {
                        var batch = new Batch(connection, book, accounts.get(), now);
                        var verdicts = batch.carryOut(together);
                        commit(connection, verdicts);
                        changed.accept(batch.changedRuns());
                        return verdicts;
                    }
                    // Somebody changed the rules; what is to be held, and where, is found out anew.
                    rules = null;
                } finally {
                    undo(connection);
                }
            }
        }
    }

    /// Answers are remembered before the commit: should it be cut off, they are what it would have said.
    private static void commit(Connection connection, Map<Pending<?>, Batch.Verdict> verdicts) throws SQLException {
        verdicts.forEach((pending, verdict) -> {
            if (verdict instanceof Batch.Verdict.Answered(var answer)) {
                remember(pending, answer);
            }
        });
        connection.commit();
    }

    /// Nothing after a commit; everything else otherwise.
    private static void undo(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private RuleBook rules() throws SQLException {
        if (rules == null) {
            try (var connection = database.getConnection()) {
                rules = RuleBook.read(connection);
            }
        }
        return rules;
    }

    private static boolean sleeps(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Thrown at whoever waits for an order that could not be written.
    static final class CombinerFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        CombinerFailed(Throwable cause) {
            super("an order could not be written: " + cause.getMessage(), cause);
        }
    }
}
