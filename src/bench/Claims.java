import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// Who has taken which run, and when: kept by the database itself whenever a run's epoch or node changes. Programs are
/// known by the name on their connections.
final class Claims {
    private static final List<String> KEPT_BY = List.of(
            """
            create table chaos_claim (
                run uuid, epoch integer, program text, at timestamptz, primary key (run, epoch))""",
            """
            create function chaos_claims() returns trigger language plpgsql as $$
            begin
                insert into chaos_claim values (new.id, new.epoch, current_setting('application_name'), clock_timestamp())
                on conflict do nothing;
                return null;
            end $$""",
            """
            create trigger chaos_claims after update of epoch on run
                for each row when (old.epoch <> new.epoch) execute function chaos_claims()""");
    private static final String HELD =
            """
            select run, claim.epoch from chaos_claim claim join run on run.id = claim.run and run.epoch = claim.epoch
            where program = ? and run.status = 'running' and run.node is not null""";
    private static final String TAKEN_OVER = "select min(at) from chaos_claim where run = ? and epoch > ?";

    private final Sql sql;
    private final Postgres postgres;

    Claims(Postgres postgres) {
        this.postgres = postgres;
        this.sql = new Sql(postgres.jdbcUrl());
    }

    /// @param epoch which the run had while the program held it
    record Held(UUID run, int epoch) {}

    /// How long runs stood still after their program had gone.
    ///
    /// @param times of those that were taken over while the database was there all the time, shortest first
    /// @param never taken over, and not ended either
    record StoodStill(List<Duration> times, List<UUID> never) {}

    void keep() throws SQLException {
        for (var statement : KEPT_BY) {
            sql.change(statement);
        }
    }

    List<Held> heldBy(String program) throws SQLException {
        return sql.list(HELD, row -> new Held(row.getObject(1, UUID.class), row.getInt(2)), program);
    }

    long callsOut(List<Held> runs) throws SQLException {
        var ids = runs.stream().map(Held::run).toArray(UUID[]::new);
        return sql.count("select count(*) from call where outcome = 'open' and run_id = any(?)", (Object) ids);
    }

    StoodStill stoodStill(List<Misfortunes.Hit> hits) throws SQLException {
        var times = new ArrayList<Duration>();
        var never = new ArrayList<UUID>();
        for (var hit : hits) {
            for (var held : hit.runs()) {
                var taken = takenOver(held);
                if (taken == null) {
                    // A run without a later claim may have ended in the last moment before its program went.
                    if (sql.count("select count(*) from run where id = ? and ended_at is null", held.run()) > 0) {
                        never.add(held.run());
                    }
                } else if (!postgres.wasAway(hit.at(), taken)) {
                    times.add(Duration.between(hit.at(), taken));
                }
            }
        }
        times.sort(Comparator.naturalOrder());
        return new StoodStill(times, never);
    }

    private Instant takenOver(Held held) throws SQLException {
        return sql.list(TAKEN_OVER, row -> row.getTimestamp(1) == null ? Instant.EPOCH : row.getTimestamp(1).toInstant(),
                        held.run(), held.epoch()).stream()
                .filter(at -> at.isAfter(Instant.EPOCH))
                .findFirst()
                .orElse(null);
    }
}
