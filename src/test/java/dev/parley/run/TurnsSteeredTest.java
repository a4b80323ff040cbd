package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people ask of the turns of a run: speak next, inject, say again.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class TurnsSteeredTest {
    private static final String SCRIPT = "should-cities-ban-cars";
    private static final int TURNS = 6;
    private static final long SHORT_MS = 400;
    private static final String TEXT = "I was asked to say this, and nothing else.";

    private static final UUID OTHER_NODE = UUID.randomUUID();

    @Inject
    DataSource database;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void whoIsAskedToSpeakTakesTheTurnAfterTheMessageUnderWayAndOnlyThatOne() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        var persona = cast(id).getLast();
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(1).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
        assertThat(driver.calls(id)).hasSize(TURNS);
    }

    @Test
    void whoIsAskedWhileTheRunIsPausedSpeaksWhenItGoesOn() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getLast();
        assertThat(speakNext(id, cast(id).getFirst()).status()).isEqualTo(202);
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        assertThat(driver.run(id).path("status").asText()).isEqualTo("paused");
        driver.command(id, "resume");
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
    }

    @Test
    void aMessageOfAPersonIsTheTurnAfterTheOneUnderWay() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        var persona = cast(id).getLast();
        assertThat(inject(id, persona, "  " + TEXT + "\u0007 ").status()).isEqualTo(202);
        assertThat(inject(id, cast(id).getFirst(), "And this.").status()).isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        var message = run.path("messages").get(1);
        assertThat(message.path("text").asText()).isEqualTo(TEXT);
        assertThat(message.path("persona").asText()).isEqualTo(persona);
        assertThat(message.path("origin").asText()).isEqualTo("person");
        assertThat(message.path("usd").asText()).isEqualTo("0");
        assertThat(message.path("modelUsed").isNull()).isTrue();
        assertThat(message.path("usage").isNull()).isTrue();
        assertThat(message.path("call").isNull()).isTrue();
        assertThat(message.path("decision").path("speaker").asText()).isEqualTo("was said by a person");
        assertThat(run.path("messages").get(2).path("text").asText()).isEqualTo("And this.");
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(driver.calls(id)).hasSize(TURNS - 2);
        assertThat(messageEvents(id, run).get(1).path("usd").asText()).isEqualTo("0");
        assertThat(messageEvents(id, run).get(1).path("modelUsed").isNull()).isTrue();
        for (var format : List.of("md", "json", "jsonl", "csv")) {
            assertThat(driver.get("/api/runs/" + id + "/transcript?format=" + format)
                            .text())
                    .as(format)
                    .contains(TEXT);
        }
    }

    @Test
    void aMessageOfAPersonIsThereAtOnceWhileNobodySpeaks() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        var run = driver.run(id);
        assertThat(run.path("status").asText()).isEqualTo("paused");
        assertThat(run.path("messages")).hasSize(said + 1);
        assertThat(run.path("messages").get(said).path("text").asText()).isEqualTo(TEXT);
        driver.command(id, "resume");
        isWhole(id, TURNS);
    }

    @Test
    void whatComesWhileTheLastMessageIsUnderWayIsSaidBeforeTheEnd() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        driver.await(id, "turn-started");
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        var run = isWhole(id, 2);
        assertThat(run.path("messages").get(1).path("text").asText()).isEqualTo(TEXT);
    }

    @Test
    void whatComesBeforeAStopIsSaidBeforeIt() {
        driver.fixedLatency(600_000);
        var id = start();
        driver.await(id, "turn-started");
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).isEmpty();
        assertThat(driver.command(id, "stop?now=true").status()).isEqualTo(202);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("stopped");
        assertThat(RunDriver.texts(run.path("messages"), "text")).containsExactly(TEXT);
    }

    @Test
    void aFinishedRunSaysItsLastMessageAgainByTheSamePersonaAndPaysBoth() throws SQLException {
        var id = driver.start(SCRIPT, body -> body.put("turns", 2));
        var before = isWhole(id, 2);
        var answer = driver.command(id, "regenerate");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("turn").asInt()).isEqualTo(2);
        var run = isWhole(id, 2);

        var old = before.path("messages").get(1);
        var fresh = run.path("messages").get(1);
        assertThat(fresh.path("call")).isNotEqualTo(old.path("call"));
        assertThat(fresh.path("persona")).isEqualTo(old.path("persona"));
        assertThat(run.path("messages").get(0))
                .isEqualTo(before.path("messages").get(0));
        assertThat(texts("select text from message_replaced where run_id = '" + id + "'"))
                .containsExactly(old.path("text").asText());
        var calls = driver.calls(id);
        assertThat(calls).hasSize(3);
        assertThat(RunDriver.sum(calls, "usd"))
                .isEqualByComparingTo(run.path("totals").path("usd").asText());
        assertThat(texts("select data from run_event where type = 'message-replaced' and run_id = '" + id + "'"))
                .containsExactly("{\"turn\":2}");
    }

    @Test
    void whatIsSaidAgainDiffersWhereTheModelTakesASeed() {
        var id = driver.start("a-judge-looks-back", body -> {
            body.put("turns", 1);
            var models = body.putObject("models");
            driver.get("/api/scripts/a-judge-looks-back")
                    .body()
                    .path("cast")
                    .forEach(member -> models.put(member.path("persona").asText(), "google/gemini-3.8-flash"));
        });
        var before = isWhole(id, 1).path("messages").get(0).path("text").asText();
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(202);
        assertThat(isWhole(id, 1).path("messages").get(0).path("text").asText()).isNotEqualTo(before);
    }

    @Test
    void sayingAgainWhileAMessageIsUnderWayTakesThatOneOutAsWell() throws SQLException {
        driver.fixedLatency(1_500);
        var id = start();
        awaitMessages(id, 1);
        var first = driver.run(id).path("messages").get(0);
        awaitOpenCall(id);
        assertThat(driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":1}")
                        .status())
                .isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(0).path("call")).isNotEqualTo(first.path("call"));
        assertThat(texts("select turn from message_replaced where run_id = '" + id + "' order by turn"))
                .containsExactly("1", "2");
        assertThat(driver.calls(id)).hasSize(TURNS + 2);
    }

    @Test
    void askedTwiceAtOnceForTheSameTurnItIsSaidAgainOnce() throws Exception {
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        isWhole(id, 3);
        driver.fixedLatency(SHORT_MS);
        var statuses = allAtOnce(6, i -> driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":3}"));
        assertThat(statuses).contains(202);
        var run = isWhole(id, 3);
        assertThat(run.path("messages")).hasSize(3);
        assertThat(texts("select turn from message_replaced where run_id = '" + id + "'"))
                .containsExactly("3");
    }

    @Test
    void manyCommandsAtOnceLeaveNoGapAndNoDoubleTurn() throws Exception {
        driver.fixedLatency(60);
        var id = driver.start(SCRIPT, body -> body.put("turns", 30));
        driver.await(id, "turn-started");
        var cast = cast(id);
        var statuses = allAtOnce(24, i -> switch (i % 4) {
            case 0, 1 -> inject(id, cast.get(i % cast.size()), "Number " + i + ".");
            case 2 -> speakNext(id, cast.get(i % cast.size()));
            default -> driver.command(id, i % 8 == 3 ? "regenerate" : "pause");
        });
        assertThat(statuses).allMatch(status -> status == 202 || status == 409);
        driver.fixedLatency(0);
        var run = driver.awaitEnd(id);
        while (run.path("status").asText().equals("paused")) {
            driver.command(id, "resume");
            run = driver.awaitEnd(id);
        }
        assertThat(run.path("status").asText()).isEqualTo("finished");
        isNumbered(run);
        assertThat(texts("select id from run_command where applied_at is null and run_id = '" + id + "'"))
                .isEmpty();
        long replaced = texts("select turn from message_replaced where run_id = '" + id + "'")
                .size();
        long injected = texts("select kind from run_command where kind = 'inject' and answer like '%\"conflict\":null%'"
                        + " and run_id = '" + id + "'")
                .size();
        assertThat(run.path("messages").size() + replaced)
                .isEqualTo(driver.calls(id).size() + injected);
    }

    @Test
    void theSameKeyIsObeyedOnceAndAnsweredAlikeEvenWhenTheRunHasEnded() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getFirst();
        var body = "{\"persona\":\"" + persona + "\",\"text\":\"" + TEXT + "\"}";
        var path = "/api/runs/" + id + "/inject";
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).hasSize(said + 1);

        var other = driver.post(path, body.replace("asked", "told"), "Idempotency-Key", "one");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "one")
                        .status())
                .isEqualTo(422);

        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "two")
                        .status())
                .isEqualTo(202);
        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "two")
                        .status())
                .isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "three").status()).isEqualTo(409);
        assertThat(driver.run(id).path("messages")).hasSize(said + 1);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithItsField() {
        var id = paused();
        var persona = cast(id).getFirst();
        assertThat(speakNext(id, "nobody").body().path("field").asText()).isEqualTo("persona");
        assertThat(inject(id, "nobody", TEXT).status()).isEqualTo(422);
        assertThat(inject(id, persona, " \u0000 ").body().path("field").asText())
                .isEqualTo("text");
        assertThat(inject(id, persona, "x".repeat(200_000)).status()).isEqualTo(422);
        assertThat(driver.post("/api/runs/" + id + "/inject", "{}").status()).isEqualTo(400);
        assertThat(driver.post("/api/runs/" + id + "/speak-next", "").status()).isEqualTo(400);
        assertThat(driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":99}")
                        .status())
                .isEqualTo(409);
        assertThat(driver.post("/api/runs/" + UUID.randomUUID() + "/regenerate", "")
                        .status())
                .isEqualTo(404);
        driver.command(id, "stop");
        assertThat(speakNext(id, persona).status()).isEqualTo(409);
        assertThat(inject(id, persona, TEXT).status()).isEqualTo(409);
        assertThat(inject(id, persona, TEXT).body().path("status_now").asText()).isEqualTo("stopped");
    }

    @Test
    void aRunThatHasSaidNothingHasNothingToSayAgain() {
        driver.fixedLatency(600_000);
        var id = start();
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(409);
        driver.command(id, "stop?now=true");
        driver.awaitEnd(id);
    }

    @Test
    void whatWaitsForADeadNodeIsDoneByWhoeverTakesItsRun() throws SQLException {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var cast = cast(id);
        asIfAnotherNodeSpoke(id);
        assertThat(inject(id, cast.getFirst(), TEXT).status()).isEqualTo(202);
        assertThat(speakNext(id, cast.getLast()).status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).hasSize(said);
        asIfTheOtherNodeDied();
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("text").asText()).isEqualTo(TEXT);
        assertThat(run.path("messages").get(said + 1).path("persona").asText()).isEqualTo(cast.getLast());
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(1);
    }

    @Test
    void whoWasAskedToSpeakIsAskedAgainWhenTheirNodeDiedBeforeTheyHadSpoken() throws SQLException {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getLast();
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        asIfAnotherNodeSpoke(id);
        asIfTheOtherNodeDied();
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
    }

    private String start() {
        return driver.start(SCRIPT, body -> body.put("turns", TURNS));
    }

    private String paused() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        driver.command(id, "pause");
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("paused");
        driver.fixedLatency(0);
        return id;
    }

    private RunDriver.Answer speakNext(String id, String persona) {
        return driver.post("/api/runs/" + id + "/speak-next", "{\"persona\":\"" + persona + "\"}");
    }

    private RunDriver.Answer inject(String id, String persona, String text) {
        var body = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("persona", persona)
                .put("text", text);
        return driver.post("/api/runs/" + id + "/inject", body.toString());
    }

    private List<String> cast(String id) {
        var cast = new ArrayList<String>();
        driver.run(id).path("models").fieldNames().forEachRemaining(cast::add);
        return cast;
    }

    private JsonNode isWhole(String id, int turns) {
        var run = driver.awaitEnd(id);
        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(turns);
        isNumbered(run);
        return run;
    }

    private static void isNumbered(JsonNode run) {
        assertThat(RunDriver.texts(run.path("messages"), "turn"))
                .isEqualTo(IntStream.rangeClosed(1, run.path("messages").size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static List<String> speakers(JsonNode run) {
        var why = new ArrayList<String>();
        run.path("messages")
                .forEach(message ->
                        why.add(message.path("decision").path("speaker").asText()));
        return why;
    }

    private List<JsonNode> messageEvents(String id, JsonNode run) {
        var events = new ArrayList<JsonNode>();
        try (var follower = driver.follow(id, null)) {
            while (events.size() < run.path("messages").size()) {
                events.add(follower.next("message").data());
            }
        }
        return events;
    }

    private void awaitMessages(String id, int most) {
        try (var follower = driver.follow(id, null)) {
            for (int i = 0; i < most; i++) {
                follower.next("message");
            }
        }
    }

    private void awaitOpenCall(String id) {
        while (driver.calls(id).stream()
                .noneMatch(call -> call.path("outcome").asText().equals("open"))) {
            Thread.onSpinWait();
        }
    }

    private interface Asked {
        RunDriver.Answer ask(int i);
    }

    private static List<Integer> allAtOnce(int count, Asked asked) throws Exception {
        var ready = new CountDownLatch(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return asked.ask(number).status();
                }));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    private void asIfAnotherNodeSpoke(String id) throws SQLException {
        change("insert into node (id, seen_at) values ('" + OTHER_NODE + "', now() + interval '1 hour')");
        change("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider,
                                  model_asked, model, at, outcome, hold_usd)
                select gen_random_uuid(), run_id, turn + 1, persona, purpose, 1, mode, project, provider,
                       model_asked, model, now(), 'open', hold_usd
                from call where run_id = '%s' order by at desc limit 1""".formatted(id));
        change("update run set status = 'running', node = '%s' where id = '%s'".formatted(OTHER_NODE, id));
    }

    private void asIfTheOtherNodeDied() throws SQLException {
        change("delete from node where id = '" + OTHER_NODE + "'");
    }

    private void change(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (var connection = database.getConnection();
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
