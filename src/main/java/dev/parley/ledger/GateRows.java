package dev.parley.ledger;

import dev.parley.budget.Pace;
import dev.parley.conversation.RunMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/// What all nodes together know of how fast each provider may be called.
public final class GateRows {
    private GateRows() {}

    /// A provider on one side.
    public record GateKey(String provider, RunMode mode) implements Comparable<GateKey> {
        @Override
        public int compareTo(GateKey other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider != 0 ? byProvider : mode.compareTo(other.mode);
        }
    }

    /// Makes the row of a provider that was never called.
    public static void open(Connection connection, GateKey key) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into provider_gate (provider, mode) values (?, ?) on conflict do nothing")) {
            insert.setString(1, key.provider());
            insert.setString(2, key.mode().wireName());
            insert.executeUpdate();
        }
    }

    /// Locks gates, until the transaction ends.
    public static Map<GateKey, Pace.Gate> lock(Connection connection, SortedSet<GateKey> keys) throws SQLException {
        var gates = new TreeMap<GateKey, Pace.Gate>();
        if (keys.isEmpty()) {
            return gates;
        }
        try (var select = connection.prepareStatement("""
                select provider, mode, open_calls, next_at, slowed_until, strikes from provider_gate
                where provider = any(?) order by provider, mode for no key update""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            keys.stream().map(GateKey::provider).distinct().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    gates.put(
                            new GateKey(rows.getString(1), RunMode.ofWireName(rows.getString(2))),
                            new Pace.Gate(
                                    rows.getInt(3),
                                    AccountRows.instant(rows.getTimestamp(4)),
                                    AccountRows.instant(rows.getTimestamp(5)),
                                    rows.getInt(6)));
                }
            }
        }
        return gates;
    }

    /// Writes gates that are locked.
    public static void write(Connection connection, Map<GateKey, Pace.Gate> gates) throws SQLException {
        if (gates.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update provider_gate set open_calls = ?, next_at = ?, slowed_until = ?, strikes = ?
                where provider = ? and mode = ?""")) {
            for (var entry : gates.entrySet()) {
                var gate = entry.getValue();
                update.setInt(1, gate.openCalls());
                update.setObject(2, AccountRows.at(gate.nextAt()));
                update.setObject(3, AccountRows.at(gate.slowedUntil()));
                update.setInt(4, gate.strikes());
                update.setString(5, entry.getKey().provider());
                update.setString(6, entry.getKey().mode().wireName());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
