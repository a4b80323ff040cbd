import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Looks at the runs four times a second, for as long as the chaos lasts.
final class ChaosWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Sql sql;
    private volatile Map<String, Long> statuses = Map.of();
    private volatile boolean closing;

    ChaosWatch(Postgres postgres) {
        this.sql = new Sql(postgres.jdbcUrl());
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

    /// How many runs have each status, by the last look.
    Map<String, Long> statuses() {
        return statuses;
    }

    /// Runs that are yet to end.
    long underWay() {
        return statuses.entrySet().stream()
                .filter(entry -> !entry.getKey().matches("finished|stopped|budget-exhausted|failed"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        closing = true;
        sql.close();
    }

    private void look() throws SQLException {
        var found = new TreeMap<String, Long>();
        sql.list("select status, count(*) from run group by status", row -> found.put(row.getString(1), row.getLong(2)));
        statuses = found;
    }
}
