import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Looks at the runs four times a second, for as long as the chaos lasts.
final class ChaosWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String UNFINISHED =
            """
            select id, status, node, epoch from run where status in ('queued', 'running', 'paused', 'waiting')""";

    private final Sql sql;
    private final TakeOvers takeOvers;
    private volatile Map<UUID, TakeOvers.Standing> unfinished = Map.of();
    private volatile boolean closing;

    ChaosWatch(Postgres postgres, TakeOvers takeOvers) {
        this.sql = new Sql(postgres.jdbcUrl());
        this.takeOvers = takeOvers;
    }

    void watch() throws InterruptedException {
        while (!closing) {
            try {
                look();
            } catch (SQLException e) {
                // The database is away; the next look finds it again.
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Looks at once.
    synchronized void look() throws SQLException {
        var found = new HashMap<UUID, TakeOvers.Standing>();
        for (var run : sql.list(UNFINISHED, row -> new TakeOvers.Standing(
                row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class), row.getInt(4)))) {
            found.put(run.run(), run);
        }
        unfinished = found;
        takeOvers.look(found, this::epoch, Instant.now());
    }

    int underWay() {
        return unfinished.size();
    }

    /// Runs that the node works on.
    List<TakeOvers.Standing> runsOf(UUID node) {
        return unfinished.values().stream()
                .filter(run -> run.status().equals("running") && node.equals(run.node()))
                .toList();
    }

    /// Calls of these runs that are out.
    long callsOut(List<TakeOvers.Standing> runs) throws SQLException {
        var ids = runs.stream().map(TakeOvers.Standing::run).toArray(UUID[]::new);
        return sql.count("select count(*) from call where outcome = 'open' and run_id = any(?)", (Object) ids);
    }

    Map<String, Long> statuses() throws SQLException {
        var statuses = new TreeMap<String, Long>();
        sql.list("select status, count(*) from run group by status", row -> statuses.put(row.getString(1), row.getLong(2)));
        return statuses;
    }

    @Override
    public void close() {
        closing = true;
        sql.close();
    }

    private int epoch(UUID run) throws SQLException {
        return (int) sql.count("select epoch from run where id = ?", run);
    }
}
