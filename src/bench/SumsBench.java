import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Starts Parley on a fresh data folder and lets random rehearsals run: one to six turns, two to four personas, each on
/// a random model, in one of three projects, while an eighth of all calls meets a fault. Afterwards the entries are
/// added up from the export, and every grouping must come to the same to the last digit: with the tail still in the
/// entries, and once all is folded. Each run's own total must be the sum of its calls.
final class SumsBench {
    private static final int RUNS_AT_ONCE = 150;
    private static final String FAULTS =
            """
            {"rate": 0.125, "kinds": ["429", "500", "529", "cut", "malformed", "no-usage", "empty", "refusal"]}""";
    private static final List<String> GROUPINGS = List.of(
            "provider", "model", "persona", "project", "user", "run", "purpose", "hour", "day", "week", "month",
            "day,model", "persona,purpose", "project,user,provider");

    private final Served served;

    private SumsBench(Served served) {
        this.served = served;
    }

    public static void main(String[] args) throws Exception {
        var project = Path.of(args[0]);
        boolean agree;
        try (var served = Served.start(project)) {
            served.standIn("latency", "{\"medianMs\":0}");
            served.standIn("faults", FAULTS);
            var results = new SumsBench(served).measure(Integer.parseInt(args[1]));
            agree = results.get("differences").equals(0);
            Served.report(project, "sums", results);
        }
        System.exit(agree ? 0 : 1);
    }

    private Map<String, Object> measure(int runs) throws Exception {
        var begun = Instant.now();
        var results = new LinkedHashMap<String, Object>();
        var statuses = new TreeMap<String, Integer>();
        int differences = 0;
        var ids = new ArrayList<Future<JsonNode>>();
        try (var pool = Executors.newFixedThreadPool(RUNS_AT_ONCE)) {
            var random = new SplittableRandom(7);
            var models = models();
            for (int i = 0; i < runs; i++) {
                var body = body(random, models);
                ids.add(pool.submit(() -> served.awaitEnd(served.post("/api/runs", body).path("id").asText())));
            }
            for (var id : ids) {
                var run = id.get();
                statuses.merge(run.path("status").asText(), 1, Integer::sum);
                differences += differsFromItsCalls(run) ? 1 : 0;
            }
        }
        results.put("runs", runs);
        results.put("statuses", statuses);
        results.put("seconds", Duration.between(begun, Instant.now()).toSeconds());
        var entries = entries();
        results.put("calls", entries.calls);
        results.put("outcomes", entries.outcomes);
        results.put("usdOfTheEntries", entries.usd.toPlainString());
        differences += compare("withTail", entries, results);
        Thread.sleep(Duration.ofSeconds(12)); // the fold comes every few seconds
        differences += compare("folded", entries, results);
        boolean agrees = served.get("/api/costs/check").path("agrees").asBoolean();
        results.put("rollUpsAgreeWithEntries", agrees);
        results.put("differences", differences + (agrees ? 0 : 1));
        return results;
    }

    private boolean differsFromItsCalls(JsonNode run) throws Exception {
        var sum = BigDecimal.ZERO;
        for (var call : served.get("/api/runs/" + run.path("id").asText() + "/calls").path("items")) {
            sum = call.path("usd").isNull() ? sum : sum.add(new BigDecimal(call.path("usd").asText()));
        }
        return sum.compareTo(new BigDecimal(run.path("totals").path("usd").asText())) != 0;
    }

    private int compare(String when, Entries entries, Map<String, Object> results) throws Exception {
        int differences = 0;
        for (var by : GROUPINGS) {
            var answer = served.get("/api/costs?mode=rehearsal&groupBy=" + by);
            var items = BigDecimal.ZERO;
            long calls = 0;
            for (var item : answer.path("items")) {
                items = items.add(new BigDecimal(item.path("usd").asText()));
                calls += item.path("calls").asLong();
            }
            var total = new BigDecimal(answer.path("total").path("usd").asText());
            boolean differs = items.compareTo(entries.usd) != 0 || total.compareTo(entries.usd) != 0
                    || calls != entries.calls;
            if (differs) {
                results.put(when + " by " + by, items.toPlainString() + " in " + calls + " calls");
                differences++;
            }
        }
        results.put(when + "GroupingsThatAgree", GROUPINGS.size() - differences + " of " + GROUPINGS.size());
        return differences;
    }

    private record Entries(BigDecimal usd, long calls, Map<String, Integer> outcomes) {}

    private Entries entries() throws Exception {
        var lines = served.lines("/api/costs/export?mode=rehearsal&format=jsonl");
        var outcomes = new TreeMap<String, Integer>();
        var usd = BigDecimal.ZERO;
        long calls = 0;
        for (var line : lines.toList()) {
            if (line.isBlank()) {
                continue;
            }
            var entry = Served.JSON.readTree(line);
            calls++;
            outcomes.merge(entry.path("outcome").asText(), 1, Integer::sum);
            usd = entry.hasNonNull("usd") ? usd.add(new BigDecimal(entry.path("usd").asText())) : usd;
        }
        return new Entries(usd, calls, outcomes);
    }

    private List<String> models() throws Exception {
        var models = new ArrayList<String>();
        for (var model : served.get("/api/models").path("items")) {
            var provider = model.path("provider").asText();
            if (List.of("anthropic", "openai", "google", "mistral", "deepseek", "ollama").contains(provider)
                    && model.path("endOfLife").isNull()) {
                models.add(model.path("id").asText());
            }
        }
        models.add("openrouter/nobody/knows-this");
        return models;
    }

    private static String body(SplittableRandom random, List<String> models) throws IOException {
        var personas = List.of("mara-lindqvist", "tomas-rivera", "amara-okafor", "henrik-vos");
        var cast = new StringBuilder();
        for (var persona : personas.subList(0, random.nextInt(2, 5))) {
            cast.append("  - {persona: ").append(persona).append(", model: ")
                    .append(models.get(random.nextInt(models.size()))).append("}\n");
        }
        var script = "title: Sums\nscenario: People talk about a street.\ncast:\n" + cast + "policy: "
                + (random.nextInt(5) == 0 ? "{kind: model-selected, model: openai/gpt-6-luna}" : "round-robin")
                + "\nstop: {turns: " + random.nextInt(1, 7) + "}\nseed: " + random.nextInt(1, 1_000_000) + "\n";
        return Served.JSON.writeValueAsString(Map.of(
                "script", script, "mode", "rehearsal", "project", List.of("default", "thesis", "ethics")
                        .get(random.nextInt(3))));
    }
}
