package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of calls, as they are opened and ended.
public final class CallRows {
    private CallRows() {}

    /// A call that goes out.
    ///
    /// @param at when; decides its price
    /// @param hold the most it can cost; null when the model has no price
    /// @param accounts in which the hold lies
    public record Opened(
            CallOpening opening,
            Instant at,
            int maxTokens,
            @Nullable Usd hold,
            List<Long> accounts,
            Instant expiresAt) {
        public Opened {
            accounts = List.copyOf(accounts);
        }
    }

    /// Where a call stands.
    public record Standing(
            UUID id,
            UUID run,
            Outcome outcome,
            @Nullable Usd hold,
            List<Long> accounts,
            String provider,
            RunMode mode) {
        public Standing {
            accounts = List.copyOf(accounts);
        }

        /// The same once it has ended.
        public Standing ended(Outcome as) {
            return new Standing(id, run, as, hold, accounts, provider, mode);
        }

        public GateRows.GateKey gate() {
            return new GateRows.GateKey(provider, mode);
        }
    }

    public static void insert(Connection connection, List<Opened> calls) throws SQLException {
        if (calls.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,
                    model_asked, model, at, outcome, hold_usd, accounts, hold_expires_at, max_tokens,
                    prompt_tokens)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)""")) {
            for (var call : calls) {
                set(insert, call, connection);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, Opened call, Connection connection) throws SQLException {
        var opening = call.opening();
        insert.setObject(1, opening.id());
        insert.setObject(2, opening.run());
        insert.setInt(3, opening.turn());
        insert.setString(4, opening.persona());
        insert.setString(5, opening.purpose().wireName());
        insert.setInt(6, opening.attempt());
        insert.setString(7, opening.mode().wireName());
        insert.setString(8, opening.project());
        insert.setString(9, opening.user());
        insert.setString(10, opening.model().provider());
        insert.setString(11, opening.asked().toString());
        insert.setString(12, opening.model().toString());
        insert.setObject(13, AccountRows.at(call.at()));
        insert.setBigDecimal(14, call.hold() == null ? null : call.hold().amount());
        insert.setArray(15, connection.createArrayOf("bigint", call.accounts().toArray()));
        insert.setObject(16, AccountRows.at(call.expiresAt()));
        insert.setInt(17, call.maxTokens());
        insert.setLong(18, opening.promptTokens());
    }

    /// Those of the calls that are there.
    public static Map<UUID, Standing> find(Connection connection, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return new HashMap<>();
        }
        try (var select = connection.prepareStatement(
                "select id, outcome, hold_usd, accounts, provider, mode, run_id from call where id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            return standings(select);
        }
    }

    static Map<UUID, Standing> standings(PreparedStatement select) throws SQLException {
        var found = new HashMap<UUID, Standing>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var hold = rows.getBigDecimal(3);
                var id = (UUID) rows.getObject(1);
                found.put(
                        id,
                        new Standing(
                                id,
                                (UUID) rows.getObject(7),
                                Outcome.ofWireName(rows.getString(2)),
                                hold == null ? null : new Usd(hold),
                                numbers(rows.getArray(4)),
                                rows.getString(5),
                                RunMode.ofWireName(rows.getString(6))));
            }
        }
        return found;
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }
}
