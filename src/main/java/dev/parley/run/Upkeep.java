package dev.parley.run;

import dev.parley.archive.RunRows;
import dev.parley.ledger.OpenCalls;
import dev.parley.ledger.RuleBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// What some node has to look after, now and then.
@ApplicationScoped
class Upkeep {
    private static final int MOST_AT_ONCE = 200;

    private final DataSource database;
    private final RunBook book;
    private final Clock clock;

    Upkeep(DataSource database, RunBook book, Clock clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    /// Calls whose holds have expired become unknown costs: they went out, and may have been paid.
    void sweepHolds() {
        try (var connection = database.getConnection()) {
            for (var run : OpenCalls.runsWithExpired(connection, clock.instant(), MOST_AT_ONCE)) {
                sweep(connection, run);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("expired holds could not be swept", e);
        }
    }

    private void sweep(Connection connection, UUID run) throws SQLException {
        connection.setAutoCommit(false);
        try {
            RuleBook.keep(connection);
            RunRows.lock(connection, List.of(run));
            var now = clock.instant();
            OpenCalls.giveUp(connection, run, "no reply was booked before its hold expired", now, now);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Runs that wait for a budget go on when it has room again.
    ///
    /// @return those that are to be handed out
    List<UUID> wakeWaiting() {
        var woken = new ArrayList<UUID>();
        for (var run : waitingWithRoom()) {
            if (book.resume(run) instanceof Runs.Commanded.Accepted) {
                woken.add(run);
            }
        }
        return woken;
    }

    private List<UUID> waitingWithRoom() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select r.id from run r left join budget_account a on a.id = r.waits_for
                        where r.status = 'waiting' and r.node is null and r.ended_at is null
                          and (r.waits_until <= ? or a.id is null or a.limit_usd is null or a.action = 'warn'
                               or a.limit_usd + case when a.override_until > ? then a.override_usd else 0 end
                                  - a.spent_usd - a.held_usd - a.unknown_usd - a.late_usd >= coalesce(r.waits_usd, 0))
                        order by r.created_at limit ?""")) {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            select.setObject(1, now);
            select.setObject(2, now);
            select.setInt(3, MOST_AT_ONCE);
            var runs = new ArrayList<UUID>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add((UUID) rows.getObject(1));
                }
            }
            return runs;
        } catch (SQLException e) {
            throw new IllegalStateException("waiting runs could not be looked up", e);
        }
    }
}
