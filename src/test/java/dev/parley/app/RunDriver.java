package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// Drives runs from outside, as a page or a script would, and the stand-ins that they talk to.
public final class RunDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String standIn;

    /// A driver for stand-ins that answer at once, fail never and have billed nothing.
    public RunDriver() {
        standIn = get("/api/rehearsal").body().path("url").asText();
        fixedLatency(0);
        faults("{'next':[]}");
        standIn("DELETE", "/_standin/billed", "");
    }

    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode body() {
            return parse(text);
        }

        public String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    public static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /// A rehearsal of a script as it is.
    public String start(String script) {
        return start(script, _ -> {});
    }

    public String start(String script, Consumer<ObjectNode> more) {
        var body = JSON.createObjectNode().put("script", script).put("mode", "rehearsal");
        more.accept(body);
        var answer = post("/api/runs", body.toString());
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.body().path("id").asText();
    }

    /// The run once it has left the engine: ended or paused.
    public JsonNode awaitEnd(String run) {
        try (var events = follow(run, null)) {
            while (true) {
                var event = events.next();
                if (event.type().equals("status")
                        && !event.data().path("status").asText().equals("running")) {
                    var now = run(run);
                    var status = now.path("status").asText();
                    if (!status.equals("running") && !status.equals("queued")) {
                        return now;
                    }
                }
            }
        }
    }

    /// Waits for the first event of this type.
    public EventReader.Event await(String run, String type) {
        try (var events = follow(run, null)) {
            return events.next(type);
        }
    }

    public JsonNode finish(String script, Consumer<ObjectNode> more) {
        return awaitEnd(start(script, more));
    }

    public JsonNode run(String run) {
        return get("/api/runs/" + run).body();
    }

    public List<JsonNode> calls(String run) {
        return items(get("/api/runs/" + run + "/calls").body());
    }

    public EventReader follow(String run, @org.jspecify.annotations.Nullable String lastEventId) {
        var path = "/api/runs/" + run + "/events";
        return lastEventId == null ? listen(path) : listen(path, "Last-Event-ID", lastEventId);
    }

    public EventReader listen(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path))).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new EventReader(
                    client.send(request.build(), BodyHandlers.ofInputStream()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).GET());
    }

    public Answer post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer command(String run, String command) {
        return post("/api/runs/" + run + "/" + command, "");
    }

    /// @param plan single quotes stand for double ones
    public void faults(String plan) {
        standIn("PUT", "/_standin/faults", plan.replace('\'', '"'));
    }

    public void nextFaults(String... kinds) {
        var plan = JSON.createObjectNode().put("retryAfterSeconds", 0);
        var next = plan.putArray("next");
        for (var kind : kinds) {
            next.add(kind);
        }
        standIn("PUT", "/_standin/faults", plan.toString());
    }

    public void fixedLatency(long ms) {
        standIn("PUT", "/_standin/latency", "{\"fixedMs\":" + ms + "}");
    }

    /// As slow as the providers are.
    public void drawnLatency() {
        standIn("PUT", "/_standin/latency", "{}");
    }

    /// What the providers say that they billed, oldest first.
    public List<JsonNode> billed() {
        return items(standIn("GET", "/_standin/billed", "").body());
    }

    public static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false).toList();
    }

    /// The sum of a field of amounts; absent ones are left out.
    public static BigDecimal sum(Iterable<JsonNode> rows, String field) {
        var sum = BigDecimal.ZERO;
        for (var row : rows) {
            if (row.hasNonNull(field)) {
                sum = sum.add(new BigDecimal(row.path(field).asText()));
            }
        }
        return sum;
    }

    public static List<String> texts(Iterable<JsonNode> rows, String field) {
        var texts = new ArrayList<String>();
        rows.forEach(row -> texts.add(row.path(field).asText()));
        return texts;
    }

    private Answer standIn(String method, String path, String body) {
        var answer = send(HttpRequest.newBuilder(URI.create(standIn + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return answer;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
