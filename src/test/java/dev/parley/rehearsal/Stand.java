package dev.parley.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A stand-in without delay, and a client for it.
public final class Stand implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> ANTHROPIC = Map.of("x-api-key", "test", "anthropic-version", "2023-06-01");

    private final StandIn standIn;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Stand() {
        this(StandInSettings.open(7));
    }

    public Stand(StandInSettings settings) {
        try {
            standIn = StandIn.start(settings, Fakes.COUNTER, Fakes.VOICE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        put("/_standin/latency", "{'medianMs':0}");
    }

    public static Stand knowing(String provider, String... models) {
        return new Stand(new StandInSettings(0, 7, Map.of(provider, Set.of(models)), Map.of()));
    }

    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return parse(text);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// The JSON of every `data:` line but `[DONE]`.
        public List<JsonNode> events() {
            List<JsonNode> events = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                    events.add(parse(line.substring(6)));
                }
            }
            return events;
        }
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /// Asks Claude.
    ///
    /// @param body single quotes stand for double ones
    public Answer anthropic(String body) {
        return send("POST", "/anthropic/v1/messages", body, ANTHROPIC);
    }

    public Answer chat(String root, String body) {
        return send("POST", root + "/chat/completions", body, Map.of("Authorization", "Bearer test"));
    }

    public Answer gemini(String modelAndMethod, String body) {
        return send("POST", "/gemini/v1beta/models/" + modelAndMethod, body, Map.of("x-goog-api-key", "test"));
    }

    public Answer ollama(String body) {
        return send("POST", "/ollama/api/chat", body, Map.of());
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", path, "", headers);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, Map.of());
    }

    public List<JsonNode> billed() {
        List<JsonNode> items = new ArrayList<>();
        get("/_standin/billed", Map.of()).json().path("items").forEach(items::add);
        return items;
    }

    public void advance(Duration by) {
        send("POST", "/_standin/clock", "{'advanceSeconds':" + by.toSeconds() + "}", Map.of());
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        return sendRaw(method, path, body.replace('\'', '"'), headers);
    }

    public Answer sendRaw(String method, String path, String body, Map<String, String> headers) {
        try {
            HttpResponse<String> response = client.send(request(method, path, body, headers), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public HttpRequest request(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(standIn.url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }

    public HttpClient client() {
        return client;
    }

    public String url() {
        return standIn.url();
    }

    @Override
    public void close() {
        client.close();
        standIn.close();
    }
}
