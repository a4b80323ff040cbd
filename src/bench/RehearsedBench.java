import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.conversation.Cast;
import dev.parley.conversation.Message;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projector;
import dev.parley.planning.estimate.Binomial;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Spoken;
import dev.parley.run.FinishedRun;
import dev.parley.run.FinishedRuns;
import dev.parley.run.PastRuns;
import dev.parley.tokens.TokenCounter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Rehearses the shipped scripts many times, each run with a seed of its own, and then estimates them anew in chains of
/// ten: the first run of a chain with nothing learned, the tenth after nine runs of its script. The oracle is the median
/// of what all other runs of the script cost, which is what somebody would say who knows the stand-ins' distributions
/// and not the run's luck; nor its seed, which tells the estimate who speaks when in scripts with a drawn order.
final class RehearsedBench {
    private static final int CHAIN = 10;
    private static final int SHUFFLES = 4;
    private static final int FEWEST = 80;
    private static final int MOST = 600;
    private static final int AT_ONCE = 40;
    private static final int QUARTER = 4;
    private static final double NINE_IN_TEN = 0.9;

    private final Contents contents;
    private final TokenCounter counter;
    private final Map<String, List<FinishedRun>> runs = new TreeMap<>();
    private final Map<FinishedRun, Long> seeds = new HashMap<>();
    private final Map<FinishedRun, Course> courses = new HashMap<>();
    private final Map<String, List<Rest>> rests = new LinkedHashMap<>();
    private final Map<String, List<Judged>> judged = new LinkedHashMap<>();

    private RehearsedBench(Contents contents) {
        this.contents = contents;
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        var known = new HashMap<String, Integer>();
        this.counter = text -> known.computeIfAbsent(text, encoding::countTokensOrdinary);
    }

    /// @param error of the likely cost as a share of the real one, as are the others
    private record Judged(
            FinishedRun run, double error, double signed, double oracle, boolean inside, double width, boolean bound) {}

    /// How a run went.
    ///
    /// @param paid by turn, hidden calls included
    private record Course(List<Message> said, List<Usd> paid) {
        Usd paid(int from, int to) {
            return paid.subList(from, to).stream().reduce(Usd.ZERO, Usd::plus);
        }
    }

    /// @param before error of the remainder as it was told before the start, as a share of what it cost; `after` once a
    ///     quarter of the turns had been taken
    private record Rest(FinishedRun run, double before, double after, boolean inside, double width, boolean bound) {}

    public static void main(String[] arguments) throws Exception {
        var project = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        if (wanted < FEWEST || wanted > MOST) {
            System.err.println("RUNS must be " + FEWEST + " to " + MOST + ": ten of each script, and what is read at once");
            System.exit(2);
        }
        var bench = new RehearsedBench(contents(project));
        bench.rehearse(project, wanted);
        bench.judge();
        bench.report(project);
        System.exit(0);
    }

    private static Contents contents(Path project) {
        try (var library = new DirectoryLibrary(project, List.of())) {
            library.start();
            return library.contents();
        }
    }

    private void rehearse(Path project, int wanted) throws Exception {
        try (var served = Served.start(project)) {
            served.standIn("latency", "{\"medianMs\":0}");
            var scripts = List.copyOf(contents.scripts().keySet());
            var seedById = new HashMap<String, Long>();
            var under = new ArrayList<String>();
            for (int i = 0; i < wanted; i++) {
                long seed = 1_000 + i;
                var body = Map.of("script", scripts.get(i % scripts.size()), "mode", "rehearsal", "seed", seed);
                var id = served.post("/api/runs", Served.JSON.writeValueAsString(body)).path("id").asText();
                seedById.put(id, seed);
                under.add(id);
                if (under.size() == AT_ONCE || i == wanted - 1) {
                    for (var one : under) {
                        served.awaitEnd(one);
                    }
                    under.clear();
                    System.out.println(i + 1 + " of " + wanted + " rehearsals asked for");
                }
            }
            try (var database = DriverManager.getConnection(served.databaseUrl(), "postgres", "postgres")) {
                var finished = FinishedRuns.read(database, RunMode.REHEARSAL, wanted);
                System.out.println(finished.size() + " of " + wanted + " came to an end that teaches");
                for (var run : finished) {
                    if (run.actual() != null && !run.messages().isEmpty()) {
                        runs.computeIfAbsent(run.script(), _ -> new ArrayList<>()).add(run);
                        seeds.put(run, seedById.get(run.id().toString()));
                        courses.put(run, course(database, run));
                    }
                }
            }
        }
    }

    private static Course course(Connection database, FinishedRun run) throws SQLException {
        var said = new ArrayList<Message>();
        try (var select = database.prepareStatement(
                "select turn, persona, text from message where run_id = ? order by turn")) {
            select.setObject(1, run.id());
            var rows = select.executeQuery();
            while (rows.next()) {
                said.add(new Message(rows.getInt(1), rows.getString(2), rows.getString(3)));
            }
        }
        var paid = new ArrayList<Usd>(Collections.nCopies(said.size(), Usd.ZERO));
        try (var select = database.prepareStatement(
                "select turn, sum(usd) from call where run_id = ? and usd is not null group by turn")) {
            select.setObject(1, run.id());
            var rows = select.executeQuery();
            while (rows.next()) {
                paid.set(rows.getInt(1) - 1, new Usd(rows.getBigDecimal(2)));
            }
        }
        return new Course(said, paid);
    }

    private void judge() {
        var random = new Random(11);
        for (var script : runs.keySet()) {
            for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
                var shuffled = new ArrayList<>(runs.get(script));
                Collections.shuffle(shuffled, random);
                for (int from = 0; from + CHAIN <= shuffled.size(); from += CHAIN) {
                    chain(shuffled.subList(from, from + CHAIN));
                }
            }
        }
    }

    private void chain(List<FinishedRun> chain) {
        var past = new ArrayList<FinishedRun>();
        for (int i = 0; i < chain.size(); i++) {
            var run = chain.get(i);
            var estimate = estimate(run, past);
            judged.computeIfAbsent("run " + (i + 1) + " of a script", _ -> new ArrayList<>()).add(judged(run, estimate));
            if (i == 0 || i == CHAIN - 1) {
                rest(run, past, estimate).ifPresent(
                        rests.computeIfAbsent("run " + (i + 1) + " of a script", _ -> new ArrayList<>())::add);
            }
            past.add(with(run, estimate));
        }
        var others = new ArrayList<FinishedRun>();
        runs.forEach((script, all) -> {
            if (!script.equals(chain.getFirst().script())) {
                others.addAll(all.subList(0, Math.min(all.size(), CHAIN - 1)));
            }
        });
        judged.computeIfAbsent("run 1, other scripts known", _ -> new ArrayList<>())
                .add(judged(chain.getFirst(), estimate(chain.getFirst(), others)));
    }

    private static FinishedRun with(FinishedRun run, Estimate estimate) {
        return new FinishedRun(
                run.id(), run.script(), run.title(), run.family(), run.mode(), run.endedAt(), run.cast(), run.isOpen(), run.replies(), run.turns(),
                run.hasPhrase(), run.byPhrase(), estimate, run.actual(), run.messages());
    }

    private Estimate estimate(FinishedRun run, List<FinishedRun> past) {
        var projection = projector(run).after(List.of());
        return new Estimator(contents.prices(), Instant.now(), 3, PastRuns.teach(past), projection, script(run).seed())
                .estimate(casting(script(run)));
    }

    /// What remained after a quarter of the turns; empty where a run had too few, or nothing remained.
    private Optional<Rest> rest(FinishedRun run, List<FinishedRun> past, Estimate told) {
        int seen = script(run).stops().turns() / QUARTER;
        var course = courses.get(run);
        if (seen == 0 || course.said().size() <= seen || run.messages().size() < seen) {
            return Optional.empty();
        }
        double actual = course.paid(seen, course.paid().size()).amount().doubleValue();
        if (actual == 0) {
            return Optional.empty();
        }
        var script = script(run);
        var projection = projector(run).after(course.said().subList(0, seen));
        var billed = run.messages().subList(0, seen);
        var spoken = billed.stream()
                .map(one -> new Spoken(one.persona(), model(one.model()), one.output(), one.reasoning()))
                .toList();
        var after = Estimator.ofTheRest(
                        contents.prices(), Instant.now(), 3, PastRuns.teach(past), projection, script.seed(), spoken,
                        PastRuns.billed(billed))
                .estimate(casting(script));
        double before = dollars(told.likely()) - dollars(told.byTurn().get(seen - 1).cumulative());
        return Optional.of(new Rest(
                run,
                Math.abs(before - actual) / actual,
                Math.abs(dollars(after.likely()) - actual) / actual,
                dollars(after.low()) <= actual && actual <= dollars(after.high()),
                (dollars(after.high()) - dollars(after.low())) / actual,
                actual <= dollars(after.max())));
    }

    private static double dollars(Usd usd) {
        return usd.amount().doubleValue();
    }

    private Script script(FinishedRun run) {
        return contents.scripts().get(run.script()).withSeed(seeds.get(run));
    }

    private Projector projector(FinishedRun run) {
        var script = script(run);
        var cast = script.cast().stream().map(member -> contents.personas().get(member.persona())).toList();
        return new Projector(script, new Cast(cast), counter);
    }

    private Casting casting(Script script) {
        var models = new TreeMap<String, Model>();
        for (var member : script.cast()) {
            var persona = contents.personas().get(member.persona());
            models.put(persona.id(), model(member.model() == null ? persona.model() : member.model()));
        }
        var chooser = script.policy() instanceof SpeakerPolicy.ModelSelected(var id) ? model(id) : null;
        return new Casting(models, chooser);
    }

    private Model model(ModelId id) {
        return contents.catalogue().find(id).orElseThrow();
    }

    private Judged judged(FinishedRun run, Estimate estimate) {
        double actual = run.actual().amount().doubleValue();
        double likely = estimate.likely().amount().doubleValue();
        double low = estimate.low().amount().doubleValue();
        double high = estimate.high().amount().doubleValue();
        double oracle = median(runs.get(run.script()).stream()
                .filter(other -> other != run)
                .map(other -> other.actual().amount().doubleValue())
                .toList());
        return new Judged(
                run,
                Math.abs(likely - actual) / actual,
                likely / actual - 1,
                Math.abs(oracle - actual) / actual,
                low <= actual && actual <= high,
                (high - low) / actual,
                run.actual().compareTo(estimate.max()) <= 0);
    }

    private void report(Path project) throws Exception {
        System.out.println();
        System.out.println("| estimate | median error % | bias % | oracle's error % | ratio | inside the 90 % interval % | p "
                + "| median width, % of the cost | bound passed |");
        System.out.println("|---" + "|---:".repeat(8) + "|");
        var rows = new ArrayList<Map<String, Object>>();
        judged.forEach((name, all) -> rows.add(row(name, all)));
        System.out.println();
        System.out.println("| script | runs | first: error % | bias % | tenth: error % | bias % | oracle % |");
        System.out.println("|---" + "|---:".repeat(6) + "|");
        var scripts = new ArrayList<Map<String, Object>>();
        runs.forEach((script, all) -> scripts.add(script(script, all.size())));
        System.out.println();
        System.out.println("| what remains after a quarter of the turns | median error % before the start | after the quarter | after ÷ before "
                + "| inside the 90 % interval % | p | median width, % of the cost | bound passed |");
        System.out.println("|---" + "|---:".repeat(7) + "|");
        var remaining = new ArrayList<Map<String, Object>>();
        rests.forEach((name, all) -> remaining.add(rest(name, all)));
        Served.write(project, "rehearsed", Map.of("estimates", rows, "scripts", scripts, "rests", remaining));
    }

    private Map<String, Object> row(String name, List<Judged> all) {
        double error = median(all.stream().map(Judged::error).toList());
        double oracle = median(all.stream().map(Judged::oracle).toList());
        double inside = all.stream().filter(Judged::inside).count() / (double) all.size();
        long tested = all.stream().map(Judged::run).distinct().count();
        var row = new LinkedHashMap<String, Object>();
        row.put("estimate", name);
        row.put("medianErrorPercent", percent(error));
        row.put("biasPercent", percent(median(all.stream().map(Judged::signed).toList())));
        row.put("oracleErrorPercent", percent(oracle));
        row.put("ratio", Math.round(error / oracle * 100) / 100.0);
        row.put("insidePercent", percent(inside));
        row.put("p", Math.round(Binomial.twoSided((int) tested, (int) Math.round(inside * tested), NINE_IN_TEN) * 1000) / 1000.0);
        row.put("medianWidthPercent", percent(median(all.stream().map(Judged::width).toList())));
        row.put("boundPassed", all.stream().filter(one -> !one.bound).count());
        print(row.values());
        return row;
    }

    private static Map<String, Object> rest(String name, List<Rest> all) {
        double before = median(all.stream().map(Rest::before).toList());
        double after = median(all.stream().map(Rest::after).toList());
        double inside = all.stream().filter(Rest::inside).count() / (double) all.size();
        int tested = (int) all.stream().map(Rest::run).distinct().count();
        var row = new LinkedHashMap<String, Object>();
        row.put("rest", name);
        row.put("medianErrorBeforePercent", percent(before));
        row.put("medianErrorAfterPercent", percent(after));
        row.put("ratio", Math.round(after / before * 100) / 100.0);
        row.put("insidePercent", percent(inside));
        row.put("p", Math.round(Binomial.twoSided(tested, (int) Math.round(inside * tested), NINE_IN_TEN) * 1000) / 1000.0);
        row.put("medianWidthPercent", percent(median(all.stream().map(Rest::width).toList())));
        row.put("boundPassed", all.stream().filter(one -> !one.bound).count());
        print(row.values());
        return row;
    }

    private Map<String, Object> script(String script, int size) {
        var row = new LinkedHashMap<String, Object>();
        row.put("script", script);
        row.put("runs", size);
        for (var name : List.of("run 1 of a script", "run " + CHAIN + " of a script")) {
            var own = judged.get(name).stream().filter(one -> one.run.script().equals(script)).toList();
            row.put(name + ", error %", percent(median(own.stream().map(Judged::error).toList())));
            row.put(name + ", bias %", percent(median(own.stream().map(Judged::signed).toList())));
            row.put("oracle %", percent(median(own.stream().map(Judged::oracle).toList())));
        }
        var oracle = row.remove("oracle %");
        row.put("oracle %", oracle);
        print(row.values());
        return row;
    }

    private static void print(java.util.Collection<Object> cells) {
        System.out.println("| " + String.join(" | ", cells.stream().map(String::valueOf).toList()) + " |");
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double percent(double share) {
        return Math.round(share * 1000) / 10.0;
    }
}
