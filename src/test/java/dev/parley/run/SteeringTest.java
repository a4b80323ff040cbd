package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stop, pause, resume and the idempotency key.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SteeringTest {
    private static final String SCRIPT = "should-cities-ban-cars";
    private static final long LONG_MS = 600_000;
    private static final long SHORT_MS = 400;

    @Inject
    DataSource database;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void stopEndsAfterTheMessageUnderWay() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "stop").status()).isEqualTo(202);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("stopped");
        assertThat(run.path("stopReason").asText()).isEqualTo("stopped by a person");
        assertThat(run.path("messages")).isNotEmpty();
        assertThat(run.path("messages").size()).isLessThan(run.path("turns").asInt());
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(driver.calls(id))
                .hasSameSizeAs(driver.billed())
                .allMatch(call -> call.path("outcome").asText().equals("settled"));
    }

    @Test
    @Timeout(30)
    void stopNowCutsTheMessageOffAndBooksABoundedUnknown() {
        driver.fixedLatency(LONG_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "stop?now=true").status()).isEqualTo(202);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("stopped");
        assertThat(run.path("stopReason").asText()).isEqualTo("cut off by a person");
        assertThat(run.path("messages")).isEmpty();
        var calls = driver.calls(id);
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().path("outcome").asText()).isEqualTo("unknown");
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(1);
        assertThat(new BigDecimal(run.path("totals").path("unknownUpToUsd").asText()))
                .isPositive()
                .isEqualByComparingTo(calls.getFirst().path("upToUsd").asText());
    }

    @Test
    @Timeout(30)
    void stopNowOvertakesAStopThatWaits() {
        driver.fixedLatency(LONG_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "stop").status()).isEqualTo(202);
        assertThat(driver.command(id, "stop?now=true").status()).isEqualTo(202);

        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("stopped");
    }

    @Test
    @Timeout(30)
    void stopNowOnAnotherNodeReachesTheOneThatHasTheRun() throws SQLException {
        driver.fixedLatency(LONG_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update run set wanted = 'stop-now' where id = '" + id + "'");
            statement.execute("select pg_notify('parley_cut_offs', '')");
        }
        assertThat(driver.awaitEnd(id).path("stopReason").asText()).isEqualTo("cut off by a person");
    }

    @Test
    void aCommandUnderTheSameKeyIsAnsweredAsTheFirstTimeAndObeyedOnce() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        driver.await(id, "turn-started");
        assertThat(command(id, "pause", "p")).isEqualTo(202);
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("paused");
        assertThat(command(id, "pause", "p")).isEqualTo(202);
        assertThat(command(id, "pause", "q")).isEqualTo(409);
        driver.fixedLatency(0);
        assertThat(command(id, "resume", "r")).isEqualTo(202);
        awaitFinished(id);
        assertThat(command(id, "pause", "p")).isEqualTo(202);
        assertThat(command(id, "pause", "q")).isEqualTo(409);
        assertThat(command(id, "resume", "r")).isEqualTo(202);
        assertThat(command(id, "resume", "p")).isEqualTo(422);
        assertThat(command(id, "resume", "s")).isEqualTo(409);
        assertThat(driver.run(id).path("status").asText()).isEqualTo("finished");
        assertThat(driver.calls(id)).hasSize(3);
    }

    private int command(String id, String command, String key) {
        return driver.post("/api/runs/" + id + "/" + command, "", "Idempotency-Key", key)
                .status();
    }

    @Test
    @Timeout(30)
    void stopNowEndsTheWaitBetweenTwoAttempts() {
        driver.faults("{'next':['429'],'retryAfterSeconds':25}");
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        awaitFailedAttempt(id);
        assertThat(driver.command(id, "stop?now=true").status()).isEqualTo(202);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("stopped");
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(run.path("totals").path("usd").asText()).isEqualTo("0");
    }

    @Test
    void aPausedRunGoesOnWhereItStood() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT, body -> body.put("turns", 4));
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "pause").status()).isEqualTo(202);
        var paused = driver.awaitEnd(id);
        assertThat(paused.path("status").asText()).isEqualTo("paused");
        assertThat(paused.path("messages").size()).isBetween(1, 3);
        assertThat(paused.path("endedAt").isNull()).isTrue();

        driver.fixedLatency(0);
        assertThat(driver.command(id, "resume").status()).isEqualTo(202);
        var run = awaitFinished(id);
        assertThat(run.path("messages")).hasSize(4);
        assertThat(run.path("messages").get(0))
                .isEqualTo(paused.path("messages").get(0));
        assertThat(driver.calls(id)).hasSize(4);
    }

    @Test
    void aPausedRunCanBeStopped() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        driver.command(id, "pause");
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("paused");
        assertThat(driver.command(id, "pause").status()).isEqualTo(409);
        assertThat(driver.command(id, "stop").status()).isEqualTo(202);

        assertThat(driver.run(id).path("status").asText()).isEqualTo("stopped");
        assertThat(driver.run(id).path("endedAt").isNull()).isFalse();
    }

    @Test
    void commandsOnAnEndedRunAreRefusedWithItsState() {
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        driver.awaitEnd(id);
        for (var command : new String[] {"pause", "resume", "stop", "stop?now=true"}) {
            var answer = driver.command(id, command);
            assertThat(answer.status()).as(command).isEqualTo(409);
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.body().path("detail").asText()).contains("finished");
        }
    }

    @Test
    void aRunUnderWayCannotBeResumed() {
        driver.fixedLatency(LONG_MS);
        var id = driver.start(SCRIPT);
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "resume").status()).isEqualTo(409);
        assertThat(driver.command(id, "resume").body().path("detail").asText()).contains("running");
        driver.command(id, "stop?now=true");
        driver.awaitEnd(id);
    }

    @Test
    void commandsOnNoRunFindNothing() {
        for (var command : new String[] {"pause", "resume", "stop"}) {
            assertThat(driver.command(UUID.randomUUID().toString(), command).status())
                    .isEqualTo(404);
            assertThat(driver.command("no-uuid", command).status()).isEqualTo(404);
        }
    }

    @Test
    void theSameKeyGetsTheSameRunHoweverManyAskAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = "{\"script\":\"" + SCRIPT + "\",\"mode\":\"rehearsal\",\"turns\":1}";
        int before = driver.get("/api/runs?limit=200").body().path("items").size();
        var ids = new HashSet<String>();
        var ready = new CountDownLatch(20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<RunDriver.Answer>>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return driver.post("/api/runs", body, "Idempotency-Key", key);
                }));
            }
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
                ids.add(answer.get().body().path("id").asText());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(driver.get("/api/runs?limit=200").body().path("items")).hasSize(before + 1);
        driver.awaitEnd(ids.iterator().next());
        assertThat(driver.billed()).hasSize(1);
    }

    @Test
    void theSameKeyOnAnotherRequestIsRefused() {
        var key = UUID.randomUUID().toString();
        var first = driver.post(
                "/api/runs",
                "{\"script\":\"" + SCRIPT + "\",\"mode\":\"rehearsal\",\"turns\":1}",
                "Idempotency-Key",
                key);
        var second = driver.post(
                "/api/runs",
                "{\"script\":\"" + SCRIPT + "\",\"mode\":\"rehearsal\",\"turns\":2}",
                "Idempotency-Key",
                key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body().path("field").asText()).isEqualTo("Idempotency-Key");
        driver.awaitEnd(first.body().path("id").asText());
    }

    private com.fasterxml.jackson.databind.JsonNode awaitFinished(String id) {
        var run = driver.awaitEnd(id);
        assertThat(run.path("status").asText()).isEqualTo("finished");
        return run;
    }

    private void awaitFailedAttempt(String id) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (driver.calls(id).stream()
                .noneMatch(call -> call.path("outcome").asText().equals("failed"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
