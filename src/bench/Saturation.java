import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Turns a second at a provider that takes no time, with a number of runs at once: for each run that ends another one
/// is started. The window opens when the first runs are half through on the average, so that prompts are equally long
/// however many runs there are. What counts is settled in it: turns over the time from the first of them to the last.
final class Saturation {
    static final String HEAD = TurnsBench.row("runs at once", "runs under way on the average", "turns",
                    "turns a second", "cores busy")
            + "\n" + "|---:".repeat(5) + "|";
    private static final int TURNS = 30;
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration LONGEST_OPENING = Duration.ofMinutes(3);
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int STARTERS = 4;

    private final Sql sql;
    private final Starter starter;
    private final CpuTime cpu;
    private final List<Map<String, Object>> results = new ArrayList<>();
    private volatile boolean measured;

    Saturation(Sql sql, Starter starter, CpuTime cpu) {
        this.sql = sql;
        this.starter = starter;
        this.cpu = cpu;
    }

    List<Map<String, Object>> results() {
        return results;
    }

    /// One line of the table.
    String measure(int runs) throws Exception {
        measured = false;
        var begun = Instant.now();
        var underWay = new ArrayList<Long>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var refilling = pool.submit(() -> {
                refill(runs, underWay);
                return null;
            });
            awaitHalfway(begun, runs);
            synchronized (underWay) {
                underWay.clear();
            }
            var from = Instant.now();
            cpu.start();
            Thread.sleep(WINDOW);
            var cores = cpu.cores();
            var to = Instant.now();
            measured = true;
            refilling.get();
            results.add(result(runs, underWay, from, to, cores));
        }
        starter.stopAll();
        return TurnsBench.row(results.getLast().values().toArray());
    }

    private Map<String, Object> result(
            int runs, List<Long> underWay, Instant from, Instant to, Map<String, Double> cores) throws Exception {
        var settled = sql.list("""
                select count(*), extract(epoch from max(created_at) - min(created_at)) from message
                where created_at between ? and ?""",
                row -> new double[] {row.getDouble(1), row.getDouble(2)}, Timestamp.from(from), Timestamp.from(to))
                .getFirst();
        var result = new LinkedHashMap<String, Object>();
        result.put("runs", runs);
        result.put("underWay", Math.round(underWay.stream().mapToLong(Long::longValue).average().orElse(0) * 10) / 10.0);
        result.put("turns", (long) settled[0]);
        result.put("turnsPerSecond", Math.round(settled[0] / settled[1]));
        result.put("coresBusy", cores);
        return result;
    }

    private void refill(int runs, List<Long> underWay) throws Exception {
        try (var pool = Executors.newFixedThreadPool(STARTERS)) {
            while (!measured) {
                long now = starter.unfinished();
                synchronized (underWay) {
                    underWay.add(now);
                }
                var starts = new ArrayList<Future<?>>();
                for (long missing = runs - now; missing > 0; missing -= Starter.MOST_REPEATS) {
                    int some = (int) Math.min(missing, Starter.MOST_REPEATS);
                    starts.add(pool.submit(() -> {
                        starter.start(some, TURNS);
                        return null;
                    }));
                }
                for (var start : starts) {
                    start.get();
                }
                Thread.sleep(TICK);
            }
        }
    }

    private void awaitHalfway(Instant begun, int runs) throws Exception {
        long wanted = (long) runs * TURNS / 2;
        while (sql.count("select count(*) from message where created_at >= ?", Timestamp.from(begun)) < wanted
                || begun.plusSeconds(3).isAfter(Instant.now())) {
            if (begun.plus(LONGEST_OPENING).isBefore(Instant.now())) {
                throw new IllegalStateException("half of the turns took more than " + LONGEST_OPENING);
            }
            Thread.sleep(200);
        }
    }
}
