import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The providers' stand-ins as a process of their own, which outlives every Parley that calls them.
final class StandIns {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private StandIns(Process process, int port) {
        this.process = process;
        this.url = "http://127.0.0.1:" + port;
    }

    static StandIns start(Programs programs, Path home) throws Exception {
        int port = Programs.freePort();
        var process = programs.parley(home, List.of("-Xmx2g"), Map.of(), "rehearsal", "--port", Integer.toString(port));
        var standIns = new StandIns(process, port);
        standIns.awaitReady(home);
        return standIns;
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void latency(String body) throws Exception {
        set("latency", body);
    }

    /// @param kinds drawn from evenly
    void faults(double rate, List<String> kinds) throws Exception {
        set("faults", Served.JSON.writeValueAsString(Map.of("rate", rate, "kinds", kinds)));
    }

    /// Every call that was billed, in the order of the bills.
    JsonNode billed() throws Exception {
        var answer = Served.JSON.readTree(http.send(to("billed").build(), BodyHandlers.ofInputStream()).body());
        if (answer.path("dropped").asLong(-1) != 0) {
            throw new IllegalStateException("the list of bills is not whole: " + answer.path("dropped") + " dropped");
        }
        return answer.path("items");
    }

    int billedCalls() throws Exception {
        var about = http.send(to("").build(), BodyHandlers.ofString()).body();
        return Served.JSON.readTree(about).path("calls").asInt();
    }

    private void set(String what, String body) throws Exception {
        var answer = http.send(to(what).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(what + " " + body + ": " + answer.body());
        }
    }

    private HttpRequest.Builder to(String what) {
        return HttpRequest.newBuilder(URI.create(url + "/_standin/" + what)).timeout(LONGEST_START);
    }

    private void awaitReady(Path home) throws Exception {
        var deadline = Instant.now().plus(LONGEST_START);
        while (true) {
            try {
                billedCalls();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("the stand-ins do not start; see " + home.resolve("log"), e);
                }
                Thread.sleep(100);
            }
        }
    }
}
