package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.EventReader.Event;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The events of a run as a page follows them.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class EventsTest {
    private static final String SCRIPT = "should-cities-ban-cars";

    @Inject
    DataSource database;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void eventsComeInOrderWithRisingIdsAndTokensHaveNone() {
        driver.fixedLatency(200);
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        var live = untilFinished(id, null);
        var run = driver.run(id);

        assertThat(live.stream().filter(event -> event.type().equals("token")))
                .isNotEmpty()
                .allMatch(event -> event.id() == null);
        var numbered = live.stream().filter(event -> event.id() != null).toList();
        assertThat(numbered).noneMatch(event -> event.type().equals("token"));
        assertThat(numbered.stream().map(Event::id)).isSorted().doesNotHaveDuplicates();
        assertThat(numbered.stream().map(Event::type).toList())
                .isEqualTo(List.of(
                        "status",
                        "turn-started",
                        "decision",
                        "message",
                        "budget",
                        "turn-started",
                        "decision",
                        "message",
                        "budget",
                        "turn-started",
                        "decision",
                        "message",
                        "budget",
                        "status"));
        assertThat(numbered.getLast().data().path("status").asText()).isEqualTo("finished");
        var messages = numbered.stream()
                .filter(event -> event.type().equals("message"))
                .toList();
        for (int i = 0; i < messages.size(); i++) {
            var message = run.path("messages").get(i);
            assertThat(messages.get(i).data().path("text")).isEqualTo(message.path("text"));
            assertThat(messages.get(i).data().path("usd")).isEqualTo(message.path("usd"));
        }
        var budget = numbered.get(numbered.size() - 2);
        assertThat(budget.data().path("spentUsd")).isEqualTo(run.path("totals").path("usd"));
    }

    @Test
    void everyPlaceToComeBackToMissesAndRepeatsNothing() {
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        var all = numbered(untilFinished(id, null));
        for (int from = 0; from < all.size() - 1; from++) {
            var rest = numbered(untilFinished(id, String.valueOf(all.get(from).id())));
            assertThat(rest).isEqualTo(all.subList(from + 1, all.size()));
        }
    }

    /// Other nodes write to the database and say so there; nothing else reaches this one.
    @Test
    void whatAnotherNodeWritesReachesThoseWhoFollowHereFromWhereTheyLeft() throws SQLException {
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        var all = numbered(untilFinished(id, null));
        var last = String.valueOf(all.getLast().id());
        try (var events = driver.follow(id, last);
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var word : List.of("one", "two")) {
                statement.execute("""
                        insert into run_event (run_id, type, data, at)
                        values ('%s', 'message', '{"text":"%s"}', now())""".formatted(id, word));
                statement.execute("select pg_notify('parley_runs', '" + id + "')");
                assertThat(events.next("message").data().path("text").asText()).isEqualTo(word);
            }
        }
        try (var events = driver.follow(id, last)) {
            assertThat(events.next().data().path("text").asText()).isEqualTo("one");
            assertThat(events.next().data().path("text").asText()).isEqualTo("two");
        }
    }

    @Test
    void whoComesBackInMidMessageGetsTheTextSoFar() {
        // Drawn latency speaks token by token, so that there is a middle.
        driver.drawnLatency();
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        String heard;
        String lastId;
        try (var first = driver.follow(id, null)) {
            lastId = String.valueOf(first.next("decision").id());
            var text = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                text.append(first.next("token").data().path("text").asText());
            }
            heard = text.toString();
        }
        var text = new StringBuilder();
        var events = untilFinished(id, lastId);
        var tokens =
                events.stream().filter(event -> event.type().equals("token")).toList();
        assertThat(tokens.getFirst().data().path("reset").asBoolean()).isTrue();
        assertThat(tokens.getFirst().data().path("text").asText()).startsWith(heard);
        assertThat(tokens.stream().skip(1))
                .noneMatch(event -> event.data().path("reset").asBoolean());
        tokens.forEach(token -> text.append(token.data().path("text").asText()));
        assertThat(text.toString().strip())
                .isEqualTo(driver.run(id).path("messages").get(0).path("text").asText());
    }

    @Test
    void aMessageThatIsTriedAgainBeginsAnew() {
        driver.nextFaults("cut");
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        var shown = new StringBuilder();
        for (var event : untilFinished(id, null)) {
            if (event.type().equals("token")) {
                if (event.data().path("reset").asBoolean()) {
                    shown.setLength(0);
                }
                shown.append(event.data().path("text").asText());
            }
        }
        var text = driver.run(id).path("messages").get(0).path("text").asText();
        assertThat(shown.isEmpty() || shown.toString().strip().equals(text)).isTrue();
    }

    @Test
    void aQuietRunSendsAHeartbeat() {
        driver.fixedLatency(600_000);
        var id = driver.start(SCRIPT);
        try (var events = driver.follow(id, null)) {
            assertThat(events.next("comment").id()).isNull();
        } finally {
            driver.command(id, "stop?now=true");
        }
        driver.awaitEnd(id);
    }

    @Test
    void followersThatGoLeaveNothingBehind() {
        driver.fixedLatency(300);
        var id = driver.start(SCRIPT, body -> body.put("turns", 2));
        for (int i = 0; i < 20; i++) {
            driver.follow(id, null).close();
        }
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("finished");
        assertThat(driver.get("/api/models").status()).isEqualTo(200);
    }

    private List<Event> untilFinished(String id, @org.jspecify.annotations.Nullable String after) {
        var seen = new ArrayList<Event>();
        try (var events = driver.follow(id, after)) {
            while (true) {
                var event = events.next();
                seen.add(event);
                if (event.type().equals("status")
                        && Objects.equals(event.data().path("status").asText(), "finished")) {
                    return seen;
                }
            }
        }
    }

    private static List<Event> numbered(List<Event> events) {
        return events.stream().filter(event -> event.id() != null).toList();
    }
}
