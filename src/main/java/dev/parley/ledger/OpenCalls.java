package dev.parley.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calls that went out and that nobody waits for any more: their cost will never be known, and their holds bound it.
public final class OpenCalls {
    private OpenCalls() {}

    /// Ends every open call of a run as an unknown cost. The rules are kept and the run is locked by the caller, in
    /// this order.
    ///
    /// @param expiredBy only those whose holds have expired by then; null for all
    /// @return how many there were
    public static int giveUp(Connection connection, UUID run, String reason, @Nullable Instant expiredBy, Instant now)
            throws SQLException {
        var open = open(connection, run, expiredBy);
        if (open.isEmpty()) {
            return 0;
        }
        var accounts = new TreeSet<Long>();
        var gates = new TreeSet<GateRows.GateKey>();
        open.forEach(call -> {
            accounts.addAll(call.accounts());
            gates.add(call.gate());
        });
        var books = Books.lock(connection, accounts, gates, now);
        giveUp(connection, open, reason, books);
        books.write(connection);
        return open.size();
    }

    /// The same for calls that are known to be open, in books that hold their accounts and gates, and are to be
    /// written.
    public static void giveUp(Connection connection, Collection<CallRows.Standing> open, String reason, Books books)
            throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        open.forEach(call -> books.end(call, CallEnd.Unknown.lost(reason, 0)));
        try (var update =
                connection.prepareStatement("update call set outcome = 'unknown', reason = ? where id = any(?)")) {
            update.setString(1, reason);
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", open.stream().map(CallRows.Standing::id).toArray()));
            update.executeUpdate();
        }
    }

    private static Collection<CallRows.Standing> open(Connection connection, UUID run, @Nullable Instant expiredBy)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, outcome, hold_usd, accounts, provider, mode, run_id from call
                where run_id = ? and outcome = 'open' and (?::timestamptz is null or hold_expires_at <= ?)""")) {
            select.setObject(1, run);
            select.setObject(2, AccountRows.at(expiredBy));
            select.setObject(3, AccountRows.at(expiredBy));
            return CallRows.standings(select).values();
        }
    }

    /// The calls that these runs have out.
    public static Collection<CallRows.Standing> of(Connection connection, Collection<UUID> runs) throws SQLException {
        if (runs.isEmpty()) {
            return List.of();
        }
        try (var select = connection.prepareStatement("""
                select id, outcome, hold_usd, accounts, provider, mode, run_id from call
                where run_id = any(?) and outcome = 'open'""")) {
            select.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
            return CallRows.standings(select).values();
        }
    }

    /// Runs with open calls whose holds have expired.
    public static List<UUID> runsWithExpired(Connection connection, Instant by, int most) throws SQLException {
        try (var select = connection.prepareStatement(
                "select distinct run_id from call where outcome = 'open' and hold_expires_at <= ? limit ?")) {
            select.setObject(1, AccountRows.at(by));
            select.setInt(2, most);
            try (var rows = select.executeQuery()) {
                var runs = new java.util.ArrayList<UUID>();
                while (rows.next()) {
                    runs.add((UUID) rows.getObject(1));
                }
                runs.sort(Comparator.naturalOrder());
                return runs;
            }
        }
    }
}
