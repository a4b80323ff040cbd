import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Starts the runs, each under a key of its own, on whichever node answers. Half of them are scripts of the library,
/// half have a cast of their own on models of every provider; some bring a budget that they use up.
final class ChaosRuns {
    /// A project that many runs share, and whose budget is soon used up.
    static final String POOR_PROJECT = "short of money";

    private static final int EACH_WITH_OWN_BUDGET = 8;
    private static final int EACH_POOR = 4;
    private static final List<String> OWN_BUDGETS = List.of("0.004", "0.02", "0.06");
    private static final List<String> PERSONAS =
            List.of("mara-lindqvist", "tomas-rivera", "amara-okafor", "henrik-vos", "yuki-tanabe");

    private final ChaosOptions options;
    private final ChaosNodes nodes;
    private final List<String> scripts;
    private final List<String> models;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<ServerError> serverErrors = new CopyOnWriteArrayList<>();

    ChaosRuns(ChaosOptions options, ChaosNodes nodes) throws Exception {
        this.options = options;
        this.nodes = nodes;
        var first = nodes.ready().getFirst();
        this.scripts = texts(items(first, "/api/scripts"), "id");
        this.models = texts(
                items(first, "/api/models").stream()
                        .filter(model -> model.path("endOfLife").isNull() && !model.path("prices").isEmpty())
                        .toList(),
                "id");
    }

    int asked() {
        return asked.get();
    }

    int started() {
        return idsByKey.size();
    }

    /// Requests that had to be sent again, to the same node or another.
    int repeated() {
        return repeated.get();
    }

    /// What was answered but is no start of a run.
    List<String> refusals() {
        return refusals;
    }

    /// An answer that blames the server, to a question asked at `from`.
    record ServerError(Instant from, Instant to, String words) {
        @Override
        public String toString() {
            return words + " at " + to;
        }
    }

    List<ServerError> serverErrors() {
        return serverErrors;
    }

    /// Starts one more, and asks until some node has answered.
    void startNext() throws InterruptedException {
        int number = asked.incrementAndGet();
        var key = "chaos-" + options.seed() + "-" + number;
        var body = body(new SplittableRandom(options.seed() * 31 + number));
        for (int attempt = 0; !idsByKey.containsKey(key); attempt++) {
            var node = nodes.all().get((number + attempt) % nodes.all().size());
            var from = Instant.now();
            try {
                var answer = node.post("/api/runs", body, "Idempotency-Key", key);
                if (answer.statusCode() == 201) {
                    idsByKey.put(key, Served.JSON.readTree(answer.body()).path("id").asText());
                    return;
                }
                if (answer.statusCode() / 100 == 4) {
                    refusals.add(key + ": " + answer.statusCode() + " " + answer.body());
                    return;
                }
                serverErrors.add(new ServerError(from, Instant.now(), node + ": " + answer.statusCode() + " " + answer.body()));
            } catch (IOException e) {
                // Down, or it went down meanwhile; the key makes it safe to ask another.
            }
            repeated.incrementAndGet();
            Thread.sleep(100);
        }
    }

    private String body(SplittableRandom random) {
        var body = new HashMap<String, Object>();
        body.put("script", random.nextBoolean() ? scripts.get(random.nextInt(scripts.size())) : ownScript(random));
        body.put("mode", "rehearsal");
        body.put("turns", options.turns());
        body.put("seed", random.nextInt(1, 1_000_000));
        body.put("project", random.nextInt(EACH_POOR) == 0
                ? POOR_PROJECT
                : List.of("default", "thesis", "ethics").get(random.nextInt(3)));
        if (random.nextInt(EACH_WITH_OWN_BUDGET) == 0) {
            body.put("budgetUsd", OWN_BUDGETS.get(random.nextInt(OWN_BUDGETS.size())));
        }
        try {
            return Served.JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ownScript(SplittableRandom random) {
        var cast = new StringBuilder();
        for (var persona : PERSONAS.subList(0, random.nextInt(2, PERSONAS.size() + 1))) {
            cast.append("  - {persona: ").append(persona).append(", model: ")
                    .append(models.get(random.nextInt(models.size()))).append("}\n");
        }
        var policy = switch (random.nextInt(4)) {
            case 0 -> "{kind: model-selected, model: openai/gpt-6-luna}";
            case 1 -> "random";
            case 2 -> "addressed-next";
            default -> "round-robin";
        };
        return "title: Chaos\nscenario: People talk about a street that may be closed to cars.\ncast:\n" + cast
                + "policy: " + policy + "\nreply: {max_tokens: 200, words: 60}\nstop: {turns: 30}\n";
    }

    private static List<JsonNode> items(ChaosNode node, String path) throws Exception {
        var items = new ArrayList<JsonNode>();
        Served.JSON.readTree(node.get(path).body()).path("items").forEach(items::add);
        if (items.isEmpty()) {
            throw new IllegalStateException("nothing at " + path);
        }
        return items;
    }

    private static List<String> texts(List<JsonNode> items, String field) {
        return items.stream().map(item -> item.path(field).asText()).toList();
    }
}
