import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much longer a turn takes than its call. Measured between two successive messages of one run: from the moment at
/// which the earlier one was handed to be settled to that of the later one, less what the call between them took by the
/// engine's own watch (in whole milliseconds, rounded down, so that up to one counts as added). In between lie the
/// settlement of the earlier message with its events, the choice of speaker, the prompt, the route, and the hold. "Until
/// held" ends where the hold is decided, by the call's own time; "after" has its commit and the way to the call.
///
/// Runs start spread evenly over some seconds, or as fast as they can be started. Only turns count that lie wholly within
/// a window in which all runs are under way.
final class AddedTime {
    static final String HEAD = TurnsBench.row("runs at once", "turns", "turns a second", "added p50 ms", "added p99 ms",
                    "of it until held p50", "and after p50",
                    "past the second p50 ms", "past the second p99 ms", "cores busy")
            + "\n" + "|---:".repeat(10) + "|";
    private static final Duration SPREAD = Duration.ofSeconds(6);
    private static final Duration WINDOW = Duration.ofSeconds(12);
    /// So that few runs have turns enough.
    private static final Duration LONG_WINDOW = Duration.ofSeconds(45);
    private static final int FEW = 10;
    /// So many that no run ends before the window does.
    private static final int TURNS = 60;
    private static final String GAPS =
            """
            with said as (
                select created_at, latency_ms, call.at,
                       lag(created_at) over (partition by message.run_id order by message.turn) before
                from message join call on call.id = call_id where message.created_at between ? and ?)
            select extract(epoch from created_at - before) * 1000 - latency_ms,
                   extract(epoch from created_at - before) * 1000 - 1000,
                   extract(epoch from at - before) * 1000
            from said where before is not null""";
    private static final String TALKING =
            """
            select count(*) from run where ended_at is null and exists (select 1 from message where run_id = run.id)""";

    private final Sql sql;
    private final Starter starter;
    private final CpuTime cpu;
    private final List<Map<String, Object>> results = new ArrayList<>();

    AddedTime(Sql sql, Starter starter, CpuTime cpu) {
        this.sql = sql;
        this.starter = starter;
        this.cpu = cpu;
    }

    /// @param added milliseconds beside the call
    /// @param past milliseconds beyond the second that the stand-in waits
    /// @param held milliseconds until the next call's hold is decided
    private record Gap(double added, double past, double held) {}

    List<Map<String, Object>> results() {
        return results;
    }

    /// One line of the table.
    String measure(int runs) throws Exception {
        var begun = Instant.now();
        for (int i = 0; i < runs; i++) {
            var due = begun.plusNanos(SPREAD.toNanos() * i / runs);
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
            starter.start(1, TURNS);
        }
        while (sql.count(TALKING) < runs && starter.unfinished() == runs) {
            Thread.sleep(100);
        }
        var from = Instant.now();
        cpu.start();
        var window = runs < FEW ? LONG_WINDOW : WINDOW;
        Thread.sleep(window);
        var cores = cpu.cores();
        var to = Instant.now();
        if (starter.unfinished() < runs) {
            throw new IllegalStateException("some of " + runs + " runs ended before all had been measured");
        }
        starter.stopAll();
        var gaps = sql.list(GAPS, row -> new Gap(row.getDouble(1), row.getDouble(2), row.getDouble(3)),
                Timestamp.from(from), Timestamp.from(to));
        var added = gaps.stream().map(Gap::added).sorted().toList();
        var past = gaps.stream().map(Gap::past).sorted().toList();
        var result = new LinkedHashMap<String, Object>();
        result.put("runs", runs);
        result.put("turns", gaps.size());
        result.put("turnsPerSecond", tenths(gaps.size() / (double) window.toSeconds()));
        result.put("addedP50Ms", tenths(at(added, 0.50)));
        result.put("addedP99Ms", tenths(at(added, 0.99)));
        result.put("untilHeldP50Ms", tenths(at(gaps.stream().map(Gap::held).sorted().toList(), 0.50)));
        result.put("afterP50Ms", tenths(at(gaps.stream().map(gap -> gap.added - gap.held).sorted().toList(), 0.50)));
        result.put("pastSecondP50Ms", tenths(at(past, 0.50)));
        result.put("pastSecondP99Ms", tenths(at(past, 0.99)));
        result.put("coresBusy", cores);
        results.add(result);
        return TurnsBench.row(result.values().toArray());
    }

    /// Nearest rank.
    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
