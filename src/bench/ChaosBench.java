import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.logging.LogManager;
import java.util.stream.IntStream;

/// Lets runs go on several nodes over one PostgreSQL, kills and suspends nodes, crashes the database and lets providers
/// fail, and holds what is left against what must be true: every run has ended, every message is there once, the
/// ledger is what the stand-ins billed, no hold is left and no budget was passed.
final class ChaosBench {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(6);
    private static final Duration LONGEST_TAKE_OVER = Duration.ofSeconds(30);
    private static final int STARTERS = 4;
    private static final String POOR_USD = "0.01";

    private final ChaosOptions options;
    private final Instant begun = Instant.now();
    private final Postgres postgres;
    private final StandIns standIns;
    private final ChaosNodes nodes;
    private final Claims claims;
    private final ChaosWatch watch;
    private final Misfortunes misfortunes;
    private final Checks checks = new Checks();
    private volatile boolean over;
    private volatile boolean told;

    private ChaosBench(ChaosOptions options, Programs programs, Path folder) throws Exception {
        this.options = options;
        var together = new FutureTask<>(() -> StandIns.start(programs, folder.resolve("stand-ins")));
        Thread.ofVirtual().start(together);
        this.postgres = Postgres.start(programs, folder.resolve("postgres"), Programs.freePort());
        this.standIns = together.get();
        this.nodes = new ChaosNodes(programs, folder, options.nodes(), postgres, standIns);
        this.claims = new Claims(postgres);
        this.watch = new ChaosWatch(postgres);
        this.misfortunes = new Misfortunes(options, nodes, postgres, watch, claims);
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager(); // two threads that log first, both at once, would wait for each other
        var project = Path.of(args[0]);
        var options = ChaosOptions.of(List.of(args).subList(1, args.length));
        var folder = Files.createTempDirectory("parley-chaos");
        System.out.println(options + " in " + folder);
        boolean holds = false;
        try (var programs = new Programs(project)) {
            var bench = new ChaosBench(options, programs, folder);
            bench.endAtTheLatest();
            bench.run(project);
            holds = bench.checks.allHold();
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
        System.out.println(holds ? "Everything holds." : "SOMETHING DOES NOT HOLD; data and logs stay in " + folder);
        if (holds) {
            delete(folder);
        }
        System.exit(holds ? 0 : 1);
    }

    private void run(Path project) throws Exception {
        standIns.latency("{\"medianMs\":150}");
        standIns.faults(options.faultRate(), options.kinds());
        nodes.startAll();
        claims.keep();
        try (var sql = new Sql(postgres.jdbcUrl())) {
            Limits.lift(sql);
            Limits.ofProject(sql, ChaosRuns.POOR_PROJECT, POOR_USD);
        }
        var runs = new ChaosRuns(options, nodes);
        work("watch runs", watch::watch);
        work("watch nodes", nodes::watch);
        work("tell", () -> tell(runs));
        var feeders = feed(runs);
        Thread.sleep(3_000);
        misfortunes.happen();
        over = true;
        for (var feeder : feeders) {
            feeder.join();
        }
        boolean ended = awaitEnds();
        told = true;
        Thread.sleep(3_000); // bills of calls whose reader has left
        check(runs, ended, project);
        watch.close();
        nodes.close();
    }

    /// Starts the runs that were asked for, and more for as long as nodes are yet to be hit: half as many are always
    /// under way.
    private List<Thread> feed(ChaosRuns runs) {
        int atLeast = Math.max(2 * options.nodes(), options.runs() / 2);
        return IntStream.range(0, STARTERS)
                .mapToObj(_ -> work("start runs", () -> {
                    while (runs.asked() < options.runs() || !over) {
                        if (runs.asked() < options.runs() || watch.underWay() < atLeast) {
                            runs.startNext();
                        }
                        Thread.sleep(150);
                    }
                }))
                .toList();
    }

    /// @return false when for long no run has ended although some are under way
    private boolean awaitEnds() throws InterruptedException {
        long before = watch.underWay();
        var lastEnd = Instant.now();
        while (watch.underWay() > 0) {
            Thread.sleep(500);
            if (watch.underWay() != before) {
                before = watch.underWay();
                lastEnd = Instant.now();
            }
            if (lastEnd.plus(LONGEST_STANDSTILL).isBefore(Instant.now())) {
                return false;
            }
        }
        return true;
    }

    private void check(ChaosRuns runs, boolean ended, Path project) throws Exception {
        checks.tell("seconds", Duration.between(begun, Instant.now()).toSeconds());
        checkMisfortunes();
        checks.check("stand-ins never down", standIns.isAlive() ? "yes" : "no", standIns.isAlive());
        checks.none("nodes that ended by themselves", nodes.endedThemselves());
        checks.tell("starts of a node repeated, since there was no database", nodes.startsWithoutDatabase());
        checks.tell("requests for a run sent again", runs.repeated());
        checks.none("requests for a run that were refused", runs.refusals());
        checks.none("requests answered with a server's error, the database being there", runs.serverErrors().stream()
                .filter(error -> !postgres.wasAway(error.from(), error.to()))
                .toList());
        checks.check("all runs ended in time", ended ? "yes" : "no", ended);
        var bills = new BillChecks(nodes.ready().getFirst(), checks);
        try (var sql = new Sql(postgres.jdbcUrl())) {
            new RunChecks(sql, checks).check(runs.asked(), runs.started());
            bills.check(sql, standIns.billed());
            new AccountChecks(sql, checks).check(nodes.ready().getFirst());
        }
        var sums = Served.JSON.readTree(nodes.ready().getFirst().get("/api/costs/check").body());
        checks.check("sums agree with the entries", sums.path("agrees").asText(), sums.path("agrees").asBoolean());
        long errors = 0;
        for (var node : nodes.all()) {
            errors += node.errorLines();
        }
        checks.tell("errors in the nodes' logs", errors);
        checks.print();
        var result = new LinkedHashMap<String, Object>(Map.of("options", options));
        result.putAll(checks.asMap());
        Served.write(project, "chaos", result);
        Served.write(project, "chaos-unknown", Map.of("items", bills.unknown()));
        System.out.println(bills.unknown().size() + " unknown entries are listed in target/bench/chaos-unknown.json");
    }

    private void checkMisfortunes() throws SQLException {
        for (var kind : Misfortunes.Kind.values()) {
            var hits = misfortunes.hits(kind);
            int wanted = switch (kind) {
                case KILL -> options.kills();
                case SUSPENSION -> options.suspensions();
                case DATABASE_RESTART -> options.restarts();
            };
            long effective = hits.stream().filter(Misfortunes.Hit::hasHit).count();
            checks.check(words(kind) + " while runs were under way", effective + " of " + wanted, effective == wanted);
            if (kind != Misfortunes.Kind.DATABASE_RESTART && !hits.isEmpty()) {
                checkTakeOvers(kind, hits);
            }
        }
    }

    private void checkTakeOvers(Misfortunes.Kind kind, List<Misfortunes.Hit> hits) throws SQLException {
        var runs = hits.stream().map(hit -> (long) hit.runs().size()).toList();
        checks.tell("  runs of the node at each, median", middle(runs));
        checks.tell("  their calls that were out, median", middle(hits.stream().map(Misfortunes.Hit::callsOut).toList()));
        var aftermath = claims.aftermath(hits, misfortunes.hits());
        checks.none("  runs that nobody has taken over", aftermath.never());
        var taken = aftermath.takenOver();
        checks.tell("  runs taken over, the database being there", taken.size());
        if (!taken.isEmpty()) {
            checks.tell("  stood still, median seconds", seconds(middle(taken).stoodStill()));
            checks.tell("  stood still, longest seconds", seconds(taken.getLast().stoodStill()));
            var again = taken.stream().filter(Claims.TakenOver::wasHitInHand).toList();
            checks.tell("  runs whose next node was hit while they were handed to it", again.size());
            again.stream()
                    .map(Claims.TakenOver::inAll)
                    .max(Duration::compareTo)
                    .ifPresent(longest -> checks.tell("  these stood still in all, longest seconds", seconds(longest)));
        }
        checks.none("  runs that stood still for more than " + LONGEST_TAKE_OVER.toSeconds() + " s", taken.reversed().stream()
                .filter(one -> one.stoodStill().compareTo(LONGEST_TAKE_OVER) > 0)
                .toList());
    }

    private static String words(Misfortunes.Kind kind) {
        return switch (kind) {
            case KILL -> "nodes killed";
            case SUSPENSION -> "nodes suspended";
            case DATABASE_RESTART -> "databases crashed";
        };
    }

    private void tell(ChaosRuns runs) throws InterruptedException {
        while (!told) {
            Thread.sleep(BETWEEN_LINES);
            System.out.printf("%4d s  kills %d of %d, suspensions %d of %d, database restarts %d of %d; nodes %s; "
                            + "runs asked for %d, %s%n",
                    Duration.between(begun, Instant.now()).toSeconds(),
                    misfortunes.done(Misfortunes.Kind.KILL), options.kills(),
                    misfortunes.done(Misfortunes.Kind.SUSPENSION), options.suspensions(),
                    misfortunes.done(Misfortunes.Kind.DATABASE_RESTART), options.restarts(),
                    nodes.all().stream().map(node -> node.state().name().toLowerCase()).toList(),
                    runs.asked(), watch.statuses());
        }
    }

    private void endAtTheLatest() {
        work("limit", () -> {
            Thread.sleep(Duration.ofMinutes(options.minutesLimit()));
            System.out.println("not done after " + options.minutesLimit() + " minutes");
            System.exit(1);
        });
    }

    private interface Work {
        void go() throws Exception;
    }

    private Thread work(String name, Work work) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                work.go();
            } catch (Exception e) {
                System.out.println("the harness cannot " + name + ":");
                e.printStackTrace(System.out);
                System.exit(1);
            }
        });
    }

    private static <T extends Comparable<T>> T middle(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String seconds(Duration time) {
        return "%.1f".formatted(time.toMillis() / 1000.0);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
