import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final String IN_HAND =
            """
            select task_instance from scheduled_tasks
            where picked and task_name = 'run'
              and picked_by in (select node::text from run where id = any(?) and node is not null)""";
    private static final String NEXT =
            "select at, program from chaos_claim where run = ? and epoch > ? order by epoch limit 1";

    private final Sql sql;
    private final Postgres postgres;

    Claims(Postgres postgres) {
        this.postgres = postgres;
        this.sql = new Sql(postgres.jdbcUrl());
    }

    /// @param epoch which the run had while the program held it
    record Held(UUID run, int epoch) {}

    /// A run that somebody went on with.
    ///
    /// @param stoodStill the longest stretch in which no node that had it, or to which it was handed, was hit
    /// @param inAll since its node was hit
    record TakenOver(Duration stoodStill, Duration inAll, UUID run, Misfortunes.Hit hit, String by) implements Comparable<TakenOver> {
        @Override
        public int compareTo(TakenOver other) {
            return stoodStill.compareTo(other.stoodStill);
        }

        @Override
        public String toString() {
            return "run %s of %s, hit at %s: %.1f s, %.1f in all, then %s".formatted(
                    run, hit.program(), hit.at(), stoodStill.toMillis() / 1000.0, inAll.toMillis() / 1000.0, by);
        }

        boolean wasHitInHand() {
            return stoodStill.compareTo(inAll) < 0;
        }
    }

    /// What became of runs after their program had gone.
    ///
    /// @param takenOver while the database was there all the time, soonest first
    /// @param never taken over, and not ended either
    record Aftermath(List<TakenOver> takenOver, List<UUID> never) {}

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

    /// Runs that the scheduler was handing to the node that held these.
    Set<UUID> inHandOf(List<Held> runs) throws SQLException {
        var ids = runs.stream().map(Held::run).toArray(UUID[]::new);
        return Set.copyOf(sql.list(IN_HAND, row -> UUID.fromString(row.getString(1)), (Object) ids));
    }

    /// @param all every hit, by which a hand-over may have failed too
    Aftermath aftermath(List<Misfortunes.Hit> hits, List<Misfortunes.Hit> all) throws SQLException {
        var takenOver = new ArrayList<TakenOver>();
        var never = new ArrayList<UUID>();
        for (var hit : hits) {
            for (var held : hit.runs()) {
                var next = next(held);
                if (next.isPresent()) {
                    var claim = next.get();
                    if (!postgres.wasAway(hit.at(), claim.at)) {
                        takenOver.add(new TakenOver(
                                longest(hit.at(), hitsInHand(held, hit, claim, all), claim.at),
                                Duration.between(hit.at(), claim.at), held.run(), hit, claim.program));
                    }
                } else if (sql.count("select count(*) from run where id = ? and ended_at is null", held.run()) > 0) {
                    // One that has ended did so in the last moment before its program went.
                    never.add(held.run());
                }
            }
        }
        takenOver.sort(null);
        return new Aftermath(takenOver, never);
    }

    /// When nodes were hit to which the run was being handed meanwhile, in order.
    private static List<Instant> hitsInHand(
            Held held, Misfortunes.Hit hit, Claim claim, List<Misfortunes.Hit> all) {
        return all.stream()
                .filter(other -> other.at().isAfter(hit.at()) && other.at().isBefore(claim.at))
                .filter(other -> other.inHand().contains(held.run()))
                .map(Misfortunes.Hit::at)
                .sorted()
                .toList();
    }

    private static Duration longest(Instant from, List<Instant> between, Instant to) {
        var longest = Duration.ZERO;
        var before = from;
        for (var moment : between) {
            var stretch = Duration.between(before, moment);
            longest = longest.compareTo(stretch) < 0 ? stretch : longest;
            before = moment;
        }
        var last = Duration.between(before, to);
        return longest.compareTo(last) < 0 ? last : longest;
    }

    private record Claim(Instant at, String program) {}

    private Optional<Claim> next(Held held) throws SQLException {
        return sql.list(NEXT, row -> new Claim(row.getTimestamp(1).toInstant(), row.getString(2)), held.run(), held.epoch())
                .stream()
                .findFirst();
    }
}
