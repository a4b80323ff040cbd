import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Starts Parley on a fresh data folder, sets the stand-ins to zero latency, starts all runs at once and waits for the
/// last. A first round warms up and is not counted. Turns per second are the settled turns of the counted round over
/// the time from its first start to its last end; memory is the peak of the one Java process that holds pages, engine
/// and stand-ins.
final class RunsBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String SCRIPT =
            """
            title: Bench
            scenario: Four people talk about a street that may be closed to cars.
            cast:
              - {persona: mara-lindqvist, model: anthropic/claude-sonnet-5}
              - {persona: tomas-rivera, model: openai/gpt-6-luna}
              - {persona: amara-okafor, model: google/gemini-3.8-flash}
              - {persona: henrik-vos, model: mistral/mistral-medium-3-5}
            stop: {turns: %d}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private RunsBench(int port) {
        base = "http://localhost:" + port;
    }

    public static void main(String[] args) throws Exception {
        var project = Path.of(args[0]);
        int runs = Integer.parseInt(args[1]);
        int turns = Integer.parseInt(args[2]);
        var home = Files.createTempDirectory("parley-bench");
        int port = freePort();
        var starter = new ProcessBuilder(project.resolve("parley").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        starter.environment().putAll(Map.of("PARLEY_HOME", home.toString(), "PARLEY_PORT", Integer.toString(port)));
        var app = starter.start();
        try {
            var bench = new RunsBench(port);
            bench.awaitReady();
            bench.zeroLatency();
            bench.round(Math.max(1, runs / 4), turns);
            var result = bench.round(runs, turns);
            result.put("peakMemoryMb", peakMemoryMb(app.pid()));
            result.put("cores", Runtime.getRuntime().availableProcessors());
            print(result);
            var file = project.resolve("target/bench/runs.json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } finally {
            app.destroy();
            app.waitFor();
        }
    }

    private Map<String, Object> round(int runs, int turns) throws Exception {
        var body = JSON.writeValueAsString(Map.of("script", SCRIPT.formatted(turns), "mode", "rehearsal"));
        var begun = Instant.now();
        var ids = new ArrayList<String>();
        for (int i = 0; i < runs; i++) {
            ids.add(post("/api/runs", body).path("id").asText());
        }
        var statuses = new TreeMap<String, Integer>();
        int settled = 0;
        var spent = BigDecimal.ZERO;
        var ended = begun;
        for (var id : ids) {
            var run = awaitEnd(id);
            statuses.merge(run.path("status").asText(), 1, Integer::sum);
            settled += run.path("messages").size();
            spent = spent.add(new BigDecimal(run.path("totals").path("usd").asText()));
            var end = Instant.parse(run.path("endedAt").asText());
            ended = end.isAfter(ended) ? end : ended;
        }
        double seconds = Duration.between(begun, ended).toMillis() / 1000.0;
        var result = new TreeMap<String, Object>();
        result.put("runs", runs);
        result.put("turnsPerRun", turns);
        result.put("turnsSettled", settled);
        result.put("statuses", statuses);
        result.put("seconds", seconds);
        result.put("turnsPerSecond", Math.round(settled / seconds * 10) / 10.0);
        result.put("playUsd", spent.toPlainString());
        return result;
    }

    private JsonNode awaitEnd(String id) throws Exception {
        var deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            var run = get("/api/runs/" + id);
            if (!List.of("queued", "running").contains(run.path("status").asText())) {
                return run;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("run " + id + " did not end within " + LONGEST);
    }

    private void awaitReady() throws Exception {
        var deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (http.send(request("/q/health/ready").build(), BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("Parley did not become ready");
    }

    private void zeroLatency() throws Exception {
        var standIn = get("/api/rehearsal").path("url").asText();
        var put = HttpRequest.newBuilder(URI.create(standIn + "/_standin/latency"))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"medianMs\":0}"))
                .build();
        http.send(put, BodyHandlers.discarding());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        var post = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(http.send(post, BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static void print(Map<String, Object> result) {
        System.out.println("| measure | value |");
        System.out.println("|---|---|");
        result.forEach((name, value) -> System.out.println("| " + name + " | " + value + " |"));
    }

    /// As Linux counts it; -1 elsewhere.
    private static long peakMemoryMb(long pid) throws IOException {
        var status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(-1L);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
