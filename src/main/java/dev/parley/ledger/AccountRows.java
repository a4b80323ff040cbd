package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.AccountKey;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Level;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of accounts.
public final class AccountRows {
    private AccountRows() {}

    /// The number of the account, which is made where there is none yet. What it may spend stands in its rule at this
    /// moment.
    public static long open(Connection connection, RunMode mode, AccountKey key) throws SQLException {
        var found = find(connection, mode, key);
        if (found != null) {
            return found;
        }
        try (var insert = connection.prepareStatement(key.rule() == null ? """
                insert into budget_account (mode, scope, subject, period, starts_at, ends_at, limit_usd, action, unpriced)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""" : """
                insert into budget_account (mode, scope, subject, period, starts_at, ends_at, rule_id, limit_usd, action,
                                            unpriced)
                select ?, ?, ?, ?, ?, ?, id, limit_usd, action, unpriced from budget_rule where id = ?
                on conflict do nothing""")) {
            setKey(insert, mode, key);
            insert.setObject(6, at(key.endsAt()));
            if (key.rule() == null) {
                insert.setBigDecimal(7, key.limit() == null ? null : key.limit().amount());
                insert.setString(8, AccountKey.OWN_ACTION.wireName());
                insert.setString(9, AccountKey.OWN_UNPRICED.wireName());
            } else {
                insert.setLong(7, key.rule());
            }
            insert.executeUpdate();
        }
        var made = find(connection, mode, key);
        if (made == null) {
            throw new IllegalStateException("no account for " + key);
        }
        return made;
    }

    private static @Nullable Long find(Connection connection, RunMode mode, AccountKey key) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id from budget_account
                where mode = ? and scope = ? and subject = ? and period = ? and starts_at = ?""")) {
            setKey(select, mode, key);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    private static void setKey(java.sql.PreparedStatement statement, RunMode mode, AccountKey key) throws SQLException {
        statement.setString(1, mode.wireName());
        statement.setString(2, key.scope().wireName());
        statement.setString(3, key.subject());
        statement.setString(4, key.period().wireName());
        statement.setObject(5, at(key.startsAt()));
    }

    /// Locks accounts in the order of their numbers, until the transaction ends.
    public static Map<Long, Account> lock(Connection connection, Collection<Long> ids) throws SQLException {
        var accounts = new LinkedHashMap<Long, Account>();
        if (ids.isEmpty()) {
            return accounts;
        }
        try (var select = connection.prepareStatement(
                "select * from budget_account where id = any(?) order by id for no key update")) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.put(rows.getLong("id"), account(rows));
                }
            }
        }
        return accounts;
    }

    /// Writes what has become of the money in accounts that are locked.
    public static void write(Connection connection, Collection<Account> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update budget_account set spent_usd = ?, held_usd = ?, unknown_usd = ?, unbounded_calls = ?, late_usd = ?,
                    told = ?
                where id = ?""")) {
            for (var account : accounts) {
                update.setBigDecimal(1, account.spent().amount());
                update.setBigDecimal(2, account.held().amount());
                update.setBigDecimal(3, account.unknown().amount());
                update.setLong(4, account.unboundedCalls());
                update.setBigDecimal(5, account.late().amount());
                update.setInt(6, Level.bits(account.told()));
                update.setLong(7, account.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    static Account account(ResultSet row) throws SQLException {
        var limit = row.getBigDecimal("limit_usd");
        return new Account(
                row.getLong("id"),
                Scope.ofWireName(row.getString("scope")),
                row.getString("subject"),
                Period.ofWireName(row.getString("period")),
                row.getTimestamp("starts_at").toInstant(),
                instant(row.getTimestamp("ends_at")),
                limit == null ? null : new Usd(limit),
                Action.ofWireName(row.getString("action")),
                Unpriced.ofWireName(row.getString("unpriced")),
                new Usd(row.getBigDecimal("spent_usd")),
                new Usd(row.getBigDecimal("held_usd")),
                new Usd(row.getBigDecimal("unknown_usd")),
                row.getLong("unbounded_calls"),
                new Usd(row.getBigDecimal("late_usd")),
                extra(row.getBigDecimal("override_usd"), instant(row.getTimestamp("override_until"))),
                Level.ofBits(row.getInt("told")));
    }

    private static Account.@Nullable Extra extra(@Nullable BigDecimal usd, @Nullable Instant until) {
        return usd == null || until == null ? null : new Account.Extra(new Usd(usd), until);
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
