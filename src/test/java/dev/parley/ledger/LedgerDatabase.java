package dev.parley.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of a test's own with the tables of Parley, and nothing that folds by itself.
public final class LedgerDatabase implements AutoCloseable {
    private static final UUID RUN = new UUID(0, 1);

    private final EmbeddedPostgres server;
    private final DataSource source;

    private LedgerDatabase(EmbeddedPostgres server) {
        this.server = server;
        this.source = server.getPostgresDatabase();
    }

    public static LedgerDatabase start() {
        var database = startEmpty();
        database.migrate("latest");
        return database;
    }

    static LedgerDatabase startEmpty() {
        try {
            return new LedgerDatabase(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void migrate(String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    public DataSource source() {
        return source;
    }

    /// As right after the migration, with one run that entries can belong to.
    public void empty() {
        execute("truncate call, run, cost_hour, cost_day, cost_model_day, cost_persona_day cascade");
        execute("update roll_up_mark set folded_below = '0'");
        for (var run : MadeEntry.RUNS) {
            addRun(run);
        }
        addRun(RUN);
    }

    void addRun(UUID run) {
        execute("""
                insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate, created_at)
                values ('%s', 's', 't', 'k', 'live', 'finished', 1, 1, 'p', '{}', '{}', now())""".formatted(run));
    }

    void execute(String sql) {
        try (var connection = source.getConnection()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> texts(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /// Entries that have ended, all by one transaction.
    public void insert(List<MadeEntry> entries) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, entries);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static void insert(Connection connection, List<MadeEntry> entries) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,
                    model_asked, model, at, outcome, hold_usd, usd, usd_input, usd_output, saved_usd, price_assumed,
                    input, cache_read, cache_write_5m, cache_write_1h, output, reasoning)
                values (?, ?, 1, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var entry : entries) {
                int place = 0;
                for (var value : values(entry)) {
                    insert.setObject(++place, value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<@Nullable Object> values(MadeEntry entry) {
        var values = new ArrayList<@Nullable Object>();
        values.addAll(List.of(UUID.randomUUID(), entry.run()));
        values.add(entry.persona());
        values.addAll(List.of(entry.purpose(), entry.mode(), entry.project(), entry.user(), entry.provider()));
        values.addAll(List.of(entry.model(), entry.model(), entry.at().atOffset(ZoneOffset.UTC), entry.outcome()));
        values.add(entry.hold());
        values.add(entry.usd());
        values.add(entry.usdInput());
        values.add(entry.usd() == null ? null : entry.usd().subtract(entry.usdInput()));
        values.add(entry.saved());
        values.add(entry.assumed());
        if (!entry.hasUsage()) {
            values.addAll(nothing(6));
        } else if (entry.usesCache()) {
            values.addAll(List.of(entry.input(), 2L, 3L, 4L, entry.output(), 1L));
        } else {
            values.addAll(List.of(entry.input(), 0L, 0L, 0L, entry.output(), 0L));
        }
        return values;
    }

    private static List<@Nullable Object> nothing(int times) {
        var nothing = new ArrayList<@Nullable Object>();
        for (int i = 0; i < times; i++) {
            nothing.add(null);
        }
        return nothing;
    }

    /// An open call of a run of no interest, of this project.
    static UUID open(Connection connection, String project) throws SQLException {
        var id = UUID.randomUUID();
        execute(connection, """
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider, model_asked,
                    model, at, outcome, hold_usd)
                values ('%s', '%s', 1, 'ada', 'speech', 1, 'live', '%s', 'p', 'p/m', 'p/m', now(), 'open', 1)""".formatted(id, RUN, project));
        return id;
    }

    static void settle(Connection connection, UUID id, BigDecimal usd) throws SQLException {
        execute(connection, """
                update call set outcome = 'settled', usd = %s, usd_input = %s, input = 10, cache_read = 0,
                    cache_write_5m = 0, cache_write_1h = 0, output = 5, reasoning = 0
                where id = '%s'""".formatted(usd.toPlainString(), usd.toPlainString(), id));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
