import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// One of the Parleys that share a database, as a process that can be killed and suspended. Each start has the same
/// port and data folder.
final class ChaosNode {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final Programs programs;
    private final Path home;
    private final String databaseUrl;
    private final Map<String, String> settings;
    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int number;
    private volatile Process process;
    private volatile State state = State.DOWN;
    private volatile int starts;

    ChaosNode(int number, Programs programs, Path home, Postgres postgres, StandIns standIns) throws IOException {
        int port = Programs.freePort();
        this.number = number;
        this.programs = programs;
        this.home = home;
        this.databaseUrl = postgres.jdbcUrl();
        this.settings = Map.of(
                "PARLEY_PORT", Integer.toString(port),
                "PARLEY_DATABASE_USER", "postgres",
                "PARLEY_DATABASE_PASSWORD", "postgres",
                "PARLEY_REHEARSAL_URL", standIns.url());
        this.url = "http://127.0.0.1:" + port;
    }

    enum State {
        DOWN,
        STARTING,
        READY,
        SUSPENDED
    }

    State state() {
        return state;
    }

    boolean isReady() {
        return state == State.READY;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Under which the database knows its connections; each start has a name of its own.
    String program() {
        return "chaos-node-" + number + "-start-" + starts;
    }

    Path log() {
        return home.resolve("log");
    }

    void launch() throws IOException {
        state = State.STARTING;
        starts++;
        var all = new HashMap<>(settings);
        all.put("PARLEY_DATABASE_URL", databaseUrl + "?ApplicationName=" + program());
        process = programs.parley(home, Programs.QUICK_START, all);
    }

    /// @return false when the process ended before it served
    boolean becomesReady() throws Exception {
        var deadline = Instant.now().plus(LONGEST_START);
        while (process.isAlive()) {
            try {
                if (get("/q/health/ready").statusCode() == 200) {
                    state = State.READY;
                    return true;
                }
            } catch (IOException e) {
                // Not yet.
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(this + " does not become ready; see " + log());
            }
            Thread.sleep(100);
        }
        return false;
    }

    /// As a power cut would end it. Returns once it is gone.
    void kill() throws InterruptedException {
        state = State.DOWN;
        process.destroyForcibly().waitFor();
    }

    void suspend() throws IOException, InterruptedException {
        state = State.SUSPENDED;
        Programs.signal(process, "STOP");
    }

    void wake() throws IOException, InterruptedException {
        Programs.signal(process, "CONT");
        state = State.READY;
    }

    void ended() {
        state = State.DOWN;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(to(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        var request = to(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// How many lines of its log are errors.
    long errorLines() throws IOException {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.matches("[0-9:]+ ERROR .*")).count();
        }
    }

    @Override
    public String toString() {
        return "node " + number;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(LONGEST_ANSWER);
    }
}
