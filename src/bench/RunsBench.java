import java.io.IOException;
import java.math.BigDecimal;
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

    private final Served served;

    private RunsBench(Served served) {
        this.served = served;
    }

    public static void main(String[] args) throws Exception {
        var project = Path.of(args[0]);
        int runs = Integer.parseInt(args[1]);
        int turns = Integer.parseInt(args[2]);
        try (var served = Served.start(project)) {
            served.standIn("latency", "{\"medianMs\":0}");
            var bench = new RunsBench(served);
            bench.round(Math.max(1, runs / 4), turns);
            var result = bench.round(runs, turns);
            result.put("peakMemoryMb", peakMemoryMb(served.pid()));
            result.put("cores", Runtime.getRuntime().availableProcessors());
            Served.report(project, "runs", result);
        }
    }

    private Map<String, Object> round(int runs, int turns) throws Exception {
        var body = Served.JSON.writeValueAsString(Map.of("script", SCRIPT.formatted(turns), "mode", "rehearsal"));
        var begun = Instant.now();
        var ids = new ArrayList<String>();
        for (int i = 0; i < runs; i++) {
            ids.add(served.post("/api/runs", body).path("id").asText());
        }
        var statuses = new TreeMap<String, Integer>();
        int settled = 0;
        var spent = BigDecimal.ZERO;
        var ended = begun;
        for (var id : ids) {
            var run = served.awaitEnd(id);
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
}
