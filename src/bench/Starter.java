import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts rehearsals whose turns are all alike, and ends what is left of them.
final class Starter {
    /// As many as one request starts.
    static final int MOST_REPEATS = 20;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int AT_ONCE = 8;
    private static final String SCRIPT =
            """
            title: Bench
            scenario: Four people talk about a street that may be closed to cars.
            cast:
              - {persona: mara-lindqvist, model: anthropic/claude-sonnet-5}
              - {persona: tomas-rivera, model: openai/gpt-6-luna}
              - {persona: amara-okafor, model: google/gemini-3.8-flash}
              - {persona: henrik-vos, model: mistral/mistral-medium-3-5}
            reply: {max_tokens: 120, words: 40}
            stop: {turns: 15}
            """;

    private static final int SERVER_ERROR = 500;

    private final Served served;
    private final Sql sql;
    private final AtomicInteger errors = new AtomicInteger();

    Starter(Served served, Sql sql) {
        this.served = served;
        this.sql = sql;
    }

    void start(int runs, int turns) throws Exception {
        var body = Map.of("script", SCRIPT, "mode", "rehearsal", "turns", turns, "repeats", runs);
        JsonNode answer = served.post("/api/runs", Served.JSON.writeValueAsString(body));
        if (answer.path("status").asInt() == SERVER_ERROR) {
            errors.incrementAndGet();
        } else if (!answer.has("id")) {
            throw new IllegalStateException("no run was started: " + answer);
        }
    }

    /// Requests that were answered with an error of the program's own. There should be none.
    int errors() {
        return errors.get();
    }

    /// Until program, database and stand-ins have met every path many times.
    void warmUp() throws Exception {
        for (int i = 0; i < 5; i++) {
            start(MOST_REPEATS, 30);
        }
        awaitEnds();
    }

    long unfinished() throws Exception {
        return sql.count("select count(*) from run where ended_at is null");
    }

    void awaitEnds() throws Exception {
        var deadline = Instant.now().plus(LONGEST);
        while (unfinished() > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(unfinished() + " runs did not end within " + LONGEST);
            }
            Thread.sleep(100);
        }
    }

    void stopAll() throws Exception {
        List<UUID> left = sql.list("select id from run where ended_at is null", row -> row.getObject(1, UUID.class));
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            left.forEach(run -> pool.submit(() -> served.command("/api/runs/" + run + "/stop")));
        }
        awaitEnds();
    }
}
