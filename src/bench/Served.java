import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A Parley of a bench's own on a fresh data folder, spoken to as a script would, and its table of results.
final class Served implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORT_LINE = 3;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process app;
    private final Path home;
    private final String base;

    private Served(Process app, Path home, int port) {
        this.app = app;
        this.home = home;
        this.base = "http://localhost:" + port;
    }

    /// Returns once it serves.
    static Served start(Path project) throws Exception {
        return start(project, Map.of());
    }

    /// @param settings besides port and data folder
    static Served start(Path project, Map<String, String> settings) throws Exception {
        var home = Files.createTempDirectory("parley-bench");
        int port = freePort();
        var starter = new ProcessBuilder(project.resolve("parley").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        starter.environment().putAll(Map.of("PARLEY_HOME", home.toString(), "PARLEY_PORT", Integer.toString(port)));
        starter.environment().putAll(settings);
        var served = new Served(starter.start(), home, port);
        Runtime.getRuntime().addShutdownHook(new Thread(served.app::destroy, "end-parley"));
        served.awaitReady();
        return served;
    }

    long pid() {
        return app.pid();
    }

    /// Of its own PostgreSQL.
    String databaseUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(PORT_LINE).strip() + "/postgres";
    }

    long databasePid() throws IOException {
        return Long.parseLong(postmaster().getFirst().strip());
    }

    private List<String> postmaster() throws IOException {
        return Files.readAllLines(home.resolve("postgres/data/postmaster.pid"));
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    Stream<String> lines(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofLines()).body();
    }

    JsonNode post(String path, String body) throws Exception {
        var post = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(http.send(post, BodyHandlers.ofString()).body());
    }

    /// @return the answer's status
    int command(String path) throws Exception {
        var post = request(path).POST(HttpRequest.BodyPublishers.noBody()).build();
        return http.send(post, BodyHandlers.discarding()).statusCode();
    }

    /// Sets something of the stand-ins: `latency` or `faults`.
    void standIn(String what, String body) throws Exception {
        var url = get("/api/rehearsal").path("url").asText();
        var put = HttpRequest.newBuilder(URI.create(url + "/_standin/" + what))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.send(put, BodyHandlers.discarding());
    }

    JsonNode awaitEnd(String id) throws Exception {
        var deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            var run = get("/api/runs/" + id);
            if (!List.of("queued", "running").contains(run.path("status").asText())) {
                return run;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("run " + id + " did not end within " + LONGEST);
    }

    @Override
    public void close() throws InterruptedException {
        app.destroy();
        app.waitFor();
    }

    /// Prints the results as a table and writes them to `target/bench/<name>.json`.
    static void report(Path project, String name, Map<String, Object> results) throws IOException {
        System.out.println("| measure | value |");
        System.out.println("|---|---|");
        results.forEach((measure, value) -> System.out.println("| " + measure + " | " + value + " |"));
        write(project, name, results);
    }

    static void write(Path project, String name, Map<String, Object> results) throws IOException {
        var file = project.resolve("target/bench/" + name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results));
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

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
