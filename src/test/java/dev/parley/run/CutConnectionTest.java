package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.CutPostgresResource;
import dev.parley.app.CuttingProxy;
import dev.parley.app.RunDriver;
import dev.parley.money.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way to the database is cut again and again, at random points. Nothing is lost by it and nothing doubled, as
/// connections say that nobody cuts.
@QuarkusTest
@WithTestResource(CutPostgresResource.class)
@SuppressWarnings("NullAway.Init") // the resource gives the test its fields
class CutConnectionTest {
    private static final long SEED = 20_261_124;
    private static final int RUNS = 10;
    private static final int TURNS = 100;
    private static final int COMMANDS = 100;
    private static final int REHEARSALS = 20;
    private static final int REHEARSED_TURNS = 10;
    private static final String SCRIPT = "should-cities-ban-cars";

    @Inject
    RunStore store;

    @Inject
    Combiner combiner;

    @Inject
    RunEvents events;

    @Inject
    Steering steering;

    CuttingProxy proxy;
    EmbeddedPostgres server;

    @AfterEach
    void stopCutting() {
        proxy.stopCutting();
    }

    @Test
    @Timeout(120)
    void aThousandSettlementsAreBookedOnceEach() throws Exception {
        var settlers = new ArrayList<Settler>();
        for (int i = 0; i < RUNS; i++) {
            settlers.add(new Settler(store, combiner, queuedRun(), UUID.randomUUID(), TURNS, SEED + i));
        }
        proxy.cut(SEED, Integer.MAX_VALUE);
        allOf(settlers);
        proxy.stopCutting();

        assertThat(proxy.cuts()).isGreaterThan(150);
        assertThat(proxy.commitsUnanswered()).isGreaterThan(50);
        for (var settler : settlers) {
            isBookedOnce(settler);
        }
    }

    private void isBookedOnce(Settler settler) throws SQLException {
        var run = " where run_id = '" + settler.run + "'";
        assertThat(texts("select concat(id, ' ', outcome, ' ', usd) from call" + run))
                .containsExactlyInAnyOrderElementsOf(settler.calls);
        assertThat(texts("select trim_scale(sum(usd)) from call" + run)).containsExactly(settler.paid.plain());
        assertThat(texts("select concat(turn, ' ', call_id) from message" + run + " order by turn"))
                .isEqualTo(settler.messages);
        var told = settler.told.stream()
                .map(happening -> happening.type() + " " + happening.data())
                .toList();
        assertThat(texts("select concat(type, ' ', data) from run_event" + run + " order by id"))
                .isEqualTo(told);
        assertThat(texts("select concat(status, ' ', active_ms) from run where id = '" + settler.run + "'"))
                .containsExactly("finished " + Settler.ACTIVE_MS);
    }

    @Test
    @Timeout(120)
    void wholeRunsAndThoseWhoFollowThemNoticeNothing() throws Exception {
        var driver = new RunDriver();
        proxy.cut(SEED, Integer.MAX_VALUE);
        var followers = new ArrayList<Callable<Follower>>();
        for (int i = 0; i < REHEARSALS; i++) {
            int seed = i;
            followers.add(() -> Follower.of(events, startedAtLast(driver, seed)));
        }
        var heard = allOf(followers);
        proxy.stopCutting();

        assertThat(proxy.cuts()).isGreaterThan(50);
        var billed = new HashMap<String, JsonNode>();
        driver.billed().forEach(bill -> billed.put(bill.path("clientRequestId").asText(), bill));
        assertThat(billed).hasSize(REHEARSALS * REHEARSED_TURNS);
        for (var follower : heard) {
            endedWell(driver, follower, billed);
        }
        assertThat(billed).isEmpty();
    }

    private void endedWell(RunDriver driver, Follower follower, Map<String, JsonNode> billed) throws SQLException {
        var run = driver.run(follower.run().toString());
        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(REHEARSED_TURNS);
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        var sum = BigDecimal.ZERO;
        for (var call : driver.calls(follower.run().toString())) {
            assertThat(call.path("outcome").asText()).isEqualTo("settled");
            sum = sum.add(price(
                    driver,
                    call,
                    Objects.requireNonNull(billed.remove(call.path("id").asText()))));
        }
        assertThat(run.path("totals").path("usd").asText()).isEqualTo(new Usd(sum).plain());
        assertThat(follower.numbers())
                .isEqualTo(texts("select id from run_event where run_id = '" + follower.run() + "' order by id"));
    }

    @Test
    @Timeout(120)
    void aHundredCommandsAreObeyedOnceEach() throws Exception {
        var driver = new RunDriver();
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        driver.awaitEnd(id);
        change("update run set status = 'paused', ended_at = null where id = '" + id + "'");
        var asked = new ArrayList<Callable<Runs.Commanded>>();
        for (int i = 0; i < COMMANDS; i++) {
            var command = new Command.Inject("mara-lindqvist", "Number " + i);
            asked.add(() -> steering.take(UUID.fromString(id), command, command.text()));
        }
        proxy.cut(SEED, Integer.MAX_VALUE);
        assertThat(allOf(asked)).containsOnly(new Runs.Commanded.Accepted(null));
        proxy.stopCutting();

        assertThat(proxy.cuts()).isGreaterThan(5);
        assertThat(texts("select max(turn) from message where run_id = '" + id + "'"))
                .containsExactly(String.valueOf(COMMANDS + 1));
        assertThat(texts("select distinct text from message where origin = 'person' and run_id = '" + id + "'"))
                .hasSize(COMMANDS);
    }

    private void change(String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What the provider's own bill for this call comes to.
    private static BigDecimal price(RunDriver driver, JsonNode call, JsonNode bill) {
        var question = new ObjectMapper()
                .createObjectNode()
                .put("model", call.path("model").asText())
                .put("at", call.path("at").asText())
                .set("usage", bill.path("usage"));
        var answer = driver.post("/api/cost", question.toString());
        return new BigDecimal(answer.body().path("usd").asText());
    }

    /// Asks for a run until the answer is not lost on its way; the key makes it one run.
    private static UUID startedAtLast(RunDriver driver, int seed) {
        var body = "{\"script\":\"" + SCRIPT + "\",\"mode\":\"rehearsal\",\"turns\":" + REHEARSED_TURNS + ",\"seed\":"
                + seed + "}";
        while (true) {
            var answer = driver.post("/api/runs", body, "Idempotency-Key", "cut-" + seed);
            if (answer.status() == 201) {
                return UUID.fromString(answer.body().path("id").asText());
            }
            assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(500);
        }
    }

    private static <T> List<T> allOf(List<? extends Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<T>();
            for (var one : threads.invokeAll(work)) {
                done.add(one.get());
            }
            return done;
        }
    }

    /// A run of nobody's: its end, which it has before it begins, keeps the engine from taking it up.
    private UUID queuedRun() throws SQLException {
        return UUID.fromString(texts("""
                        insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate,
                                         created_at, ended_at)
                        values (gen_random_uuid(), 's', 't', 'k', 'live', 'queued', 1, 100, 'default', '{}', '{}',
                                now(), now())
                        returning id""").getFirst());
    }

    private List<String> texts(String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
