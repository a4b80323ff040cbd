package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.CallEnd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs whose node died, or was thought to be dead and wakes late.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RecoveryTest {
    private static final String SCRIPT = "a-judge-looks-back";

    @Inject
    RunStore store;

    @Inject
    Combiner combiner;

    @Inject
    DataSource database;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void theRunOfADeadNodeGoesOnAndItsOpenCallIsAnUnknownCost() throws SQLException {
        var run = UUID.fromString(pausedRun());
        var dead = UUID.randomUUID();
        var open = UUID.randomUUID();
        long before = number("select epoch from run where id = '" + run + "'");
        asIfItHadDied(run, dead, open);

        var ended = driver.awaitEnd(run.toString());
        assertThat(ended.path("status").asText()).isEqualTo("finished");
        assertThat(ended.path("messages")).hasSize(3);
        assertThat(ended.path("totals").path("unknownCalls").asInt()).isEqualTo(1);
        assertThat(ended.path("totals").path("unknownUpToUsd").asText()).isNotEqualTo("0");
        var call = driver.calls(run.toString()).stream()
                .filter(one -> one.path("id").asText().equals(open.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(call.path("outcome").asText()).isEqualTo("unknown");
        assertThat(call.path("reason").asText()).contains("program ended");
        assertThat(number("select epoch from run where id = '" + run + "'")).isEqualTo(before + 1);

        isRefused(new Lease(run, dead, (int) before), open);
        isRefused(new Lease(run, dead, (int) before + 1), open);
    }

    @Test
    void aRunThatIsPausedOrEndedIsNotTaken() {
        var paused = UUID.fromString(pausedRun());
        assertThat(store.claim(paused, UUID.randomUUID())).isEmpty();
        assertThat(driver.run(paused.toString()).path("status").asText()).isEqualTo("paused");
        driver.command(paused.toString(), "stop");
        assertThat(store.claim(paused, UUID.randomUUID())).isEmpty();
    }

    @Test
    void aRunThatALivingNodeHasIsNotTakenFromIt() throws SQLException {
        driver.fixedLatency(600_000);
        var run = driver.start(SCRIPT);
        driver.await(run, "turn-started");
        assertThat(store.claim(UUID.fromString(run), UUID.randomUUID())).isEmpty();
        assertThat(number("select count(*) from call where outcome = 'open' and run_id = '" + run + "'"))
                .isEqualTo(1);
        driver.command(run, "stop?now=true");
        driver.awaitEnd(run);
    }

    @Test
    void noCallEndsTwice() {
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        driver.awaitEnd(id);
        var call = UUID.fromString(driver.calls(id).getFirst().path("id").asText());
        assertThatThrownBy(() -> end(new Lease(UUID.fromString(id), UUID.randomUUID(), 1), call))
                .isInstanceOf(Lease.Lost.class);
        assertThat(driver.calls(id).getFirst().path("outcome").asText()).isEqualTo("settled");
    }

    private void end(Lease lease, UUID call) {
        combiner.give(new Order.End(lease, call, new CallEnd.Failed("late", 1), null, null, List.of()))
                .await();
    }

    private void isRefused(Lease old, UUID call) {
        assertThatThrownBy(() -> store.tell(old, Happening.status(RunStatus.RUNNING, null)))
                .isInstanceOf(Lease.Lost.class);
        assertThatThrownBy(() -> end(old, call)).isInstanceOf(Lease.Lost.class);
        assertThatThrownBy(() -> store.standing(old)).isInstanceOf(Lease.Lost.class);
        assertThatThrownBy(() -> store.handBack(old, 1)).isInstanceOf(Lease.Lost.class);
    }

    private String pausedRun() {
        driver.fixedLatency(400);
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        driver.await(id, "turn-started");
        driver.command(id, "pause");
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("paused");
        driver.fixedLatency(0);
        return id;
    }

    private void asIfItHadDied(UUID run, UUID node, UUID open) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider,
                                      model_asked, model, at, outcome, hold_usd)
                    select '%s', run_id, turn + 1, persona, purpose, 1, mode, project, provider,
                           model_asked, model, now(), 'open', hold_usd
                    from call where run_id = '%s' order by at limit 1""".formatted(open, run));
            statement.execute("update run set status = 'running', node = '%s' where id = '%s'".formatted(node, run));
            connection.commit();
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
