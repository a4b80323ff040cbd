package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.RunDriver;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/// Tests that ask something of the turns of a run.
abstract class Steered {
    static final String SCRIPT = "should-cities-ban-cars";
    static final int TURNS = 6;
    static final long SHORT_MS = 400;
    static final String TEXT = "I was asked to say this, and nothing else.";

    @Inject
    DataSource database;

    RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    String start() {
        return driver.start(SCRIPT, body -> body.put("turns", TURNS));
    }

    String paused() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        driver.command(id, "pause");
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("paused");
        driver.fixedLatency(0);
        return id;
    }

    RunDriver.Answer speakNext(String id, String persona) {
        return driver.post("/api/runs/" + id + "/speak-next", "{\"persona\":\"" + persona + "\"}");
    }

    RunDriver.Answer inject(String id, String persona, String text) {
        var body = new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("persona", persona)
                .put("text", text);
        return driver.post("/api/runs/" + id + "/inject", body.toString());
    }

    List<String> cast(String id) {
        var cast = new ArrayList<String>();
        driver.run(id).path("models").fieldNames().forEachRemaining(cast::add);
        return cast;
    }

    JsonNode isWhole(String id, int turns) {
        var run = driver.awaitEnd(id);
        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(turns);
        isNumbered(run);
        return run;
    }

    static void isNumbered(JsonNode run) {
        assertThat(RunDriver.texts(run.path("messages"), "turn"))
                .isEqualTo(IntStream.rangeClosed(1, run.path("messages").size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    static List<String> speakers(JsonNode run) {
        var why = new ArrayList<String>();
        run.path("messages")
                .forEach(message ->
                        why.add(message.path("decision").path("speaker").asText()));
        return why;
    }

    List<JsonNode> messageEvents(String id, JsonNode run) {
        var events = new ArrayList<JsonNode>();
        try (var follower = driver.follow(id, null)) {
            while (events.size() < run.path("messages").size()) {
                events.add(follower.next("message").data());
            }
        }
        return events;
    }

    void awaitMessages(String id, int most) {
        try (var follower = driver.follow(id, null)) {
            for (int i = 0; i < most; i++) {
                follower.next("message");
            }
        }
    }

    void awaitOpenCall(String id) {
        while (driver.calls(id).stream()
                .noneMatch(call -> call.path("outcome").asText().equals("open"))) {
            Thread.onSpinWait();
        }
    }

    interface Asked {
        RunDriver.Answer ask(int i);
    }

    static List<Integer> allAtOnce(int count, Asked asked) throws Exception {
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

    void change(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> texts(String sql) throws SQLException {
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
