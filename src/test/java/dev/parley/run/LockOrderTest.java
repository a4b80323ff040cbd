package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.RuleBook;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Somebody changes rules just when money is moved: whoever waits for the rules has locked no run yet.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(60)
class LockOrderTest extends Steered {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @Inject
    RunStore store;

    @Inject
    Upkeep upkeep;

    private final UUID node = UUID.randomUUID();
    private UUID run = node;

    @BeforeEach
    void aRunOfThisNode() throws SQLException {
        run = UUID.fromString(paused());
        change("insert into node (id, seen_at) values ('" + node + "', now() + interval '1 hour')");
        change("update run set status = 'running', node = '" + node + "' where id = '" + run + "'");
    }

    @Test
    void aClaimWaitsNeitherForTheRulesNorForAccounts() throws Exception {
        // A node that takes many runs over and is put to sleep meanwhile must not leave a queue behind on what all
        // share.
        change(openCall("now() + interval '1 hour'"));
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(720003)");
                statement.execute("select 1 from budget_account for update");
                assertThat(store.claim(run, node)).isPresent();
            } finally {
                other.rollback();
            }
        }
    }

    @Test
    void anEndWaitsForTheRulesBeforeItLocksItsRun() throws Exception {
        var lease = store.claim(run, node).orElseThrow();
        waitsWithoutTheRun(() -> store.leave(lease, new Leaving(RunStatus.STOPPED, "enough", 0)));
        assertThat(texts("select status from run where id = '" + run + "'")).containsExactly("stopped");
    }

    @Test
    void aSweepWaitsForTheRulesBeforeItLocksARun() throws Exception {
        change(openCall("now() - interval '1 second'"));
        waitsWithoutTheRun(upkeep::sweepHolds);
    }

    @Test
    void aCommandWaitsForTheRulesBeforeItLocksItsRun() throws Exception {
        change("update run set status = 'finished', node = null, ended_at = now() where id = '" + run + "'");
        waitsWithoutTheRun(() -> driver.command(run.toString(), "regenerate"));
    }

    private String openCall(String expires) {
        return """
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider,
                                  model_asked, model, at, outcome, hold_usd, hold_expires_at)
                select gen_random_uuid(), run_id, turn + 1, persona, purpose, 1, mode, project, provider,
                       model_asked, model, now(), 'open', hold_usd, %s
                from call where run_id = '%s' order by at desc limit 1""".formatted(expires, run);
    }

    /// As the combiner does it: it has the rules, somebody waits to change them, and then it wants the run.
    private void waitsWithoutTheRun(Runnable work) throws Exception {
        try (var combiner = database.getConnection();
                var changer = database.getConnection()) {
            combiner.setAutoCommit(false);
            changer.setAutoCommit(false);
            RuleBook.keep(combiner);
            var change = Thread.ofVirtual().start(() -> takeAlone(changer));
            awaitWaiting("ExclusiveLock", 1);
            var worker = Thread.ofVirtual().start(work);
            awaitWaiting("ShareLock", 1);
            try (var statement = combiner.createStatement()) {
                // Below the second after which the server would let the worker pass, to get them out of the circle.
                statement.execute("set local lock_timeout = '500ms'");
                statement.execute("select 1 from run where id = '" + run + "' for update");
            } finally {
                combiner.rollback();
                assertThat(change.join(LONG_ENOUGH)).isTrue();
                changer.rollback();
                assertThat(worker.join(LONG_ENOUGH)).isTrue();
            }
        }
    }

    private static void takeAlone(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(720003)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitWaiting(String mode, int least) throws SQLException {
        while (texts("select 1 from pg_locks where locktype = 'advisory' and objid = 720003 and not granted"
                                + " and mode = '" + mode + "'")
                        .size()
                < least) {
            Thread.onSpinWait();
        }
    }
}
