import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;

/// What a turn costs beside its call: first at a provider that takes a second, as time added to each turn; then at one
/// that takes no time, as turns a second. One Parley on a fresh data folder, with the PostgreSQL that comes with it,
/// fsync on; the stand-ins are a process of their own. Everything counts in one system budget.
final class TurnsBench {
    private final Path project;
    private final Sql sql;
    private final Starter starter;
    private final StandIns standIns;
    private final CpuTime cpu;

    private TurnsBench(Path project, Sql sql, Starter starter, StandIns standIns, CpuTime cpu) {
        this.project = project;
        this.sql = sql;
        this.starter = starter;
        this.standIns = standIns;
        this.cpu = cpu;
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager(); // two threads that log first, both at once, would wait for each other
        var project = Path.of(args[0]);
        var folder = Files.createTempDirectory("parley-turns");
        try (var programs = new Programs(project)) {
            var standIns = StandIns.start(programs, folder);
            try (var served = Served.start(project, Map.of("PARLEY_REHEARSAL_URL", standIns.url()));
                    var sql = new Sql(served.databaseUrl())) {
                var cpu = new CpuTime(ordered(
                        "parley", served.pid(), "standIns", standIns.pid(), "postgres", served.databasePid()));
                Limits.lift(sql);
                new TurnsBench(project, sql, new Starter(served, sql), standIns, cpu)
                        .measure(numbers(args[1]), numbers(args[2]));
            }
        }
        System.exit(0);
    }

    private void measure(List<Integer> waiting, List<Integer> saturated) throws Exception {
        standIns.latency("{\"fixedMs\": 0}");
        starter.warmUp();
        var added = new AddedTime(sql, starter, cpu);
        standIns.latency("{\"fixedMs\": 1000}");
        System.out.println(AddedTime.HEAD);
        for (int runs : waiting) {
            System.out.println(added.measure(runs));
        }
        var saturation = new Saturation(sql, starter, cpu);
        standIns.latency("{\"fixedMs\": 0}");
        System.out.println(Saturation.HEAD);
        for (int runs : saturated) {
            System.out.println(saturation.measure(runs));
        }
        long counted = sql.count("select count(*) from call where cardinality(accounts) > 0");
        var results = new LinkedHashMap<String, Object>();
        results.put("cores", Runtime.getRuntime().availableProcessors());
        results.put("standIns", "a process of their own on the same machine");
        results.put("callsThatCountInBudgets", counted + " of " + sql.count("select count(*) from call"));
        results.put("addedTime", added.results());
        results.put("saturation", saturation.results());
        results.put("startsAnsweredWithAnError", starter.errors());
        System.out.println("calls that count in budgets: " + results.get("callsThatCountInBudgets"));
        System.out.println("requests to start runs that were answered with an error: " + starter.errors());
        Served.write(project, "turns", results);
    }

    private static List<Integer> numbers(String words) {
        return Arrays.stream(words.split(",")).filter(word -> !word.isBlank()).map(Integer::valueOf).toList();
    }

    private static Map<String, Long> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Long>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return map;
    }

    /// One line of a table.
    static String row(Object... cells) {
        return "| " + String.join(" | ", new ArrayList<>(Arrays.asList(cells)).stream().map(String::valueOf).toList()) + " |";
    }
}
