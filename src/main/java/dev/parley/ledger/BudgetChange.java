package dev.parley.ledger;

import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was changed at a budget, as it is kept.
///
/// @param what `added`, `changed`, `given back`, `removed` or `override`
/// @param before in words; null when there was nothing
/// @param after in words; null when nothing is left
public record BudgetChange(
        Instant at,
        String by,
        @Nullable String reason,
        String what,
        @Nullable String before,
        @Nullable String after) {
    static final int MOST = 500;

    /// @param rule null for the account of a run that brought its own limit
    void write(Connection connection, @Nullable Long rule, RunMode mode, LimitEntry.Key key) throws SQLException {
        new Sql()
                .add(
                        "insert into budget_change (rule_id, mode, scope, subject, period, at, by_whom, reason, what,"
                                + " before, after) values (?::bigint, ?, ?, ?, ?, ?, ?, ?::text, ?, ?::text, ?::text)",
                        rule,
                        mode.wireName(),
                        key.scope().wireName(),
                        key.subject(),
                        key.period().wireName(),
                        at.atOffset(ZoneOffset.UTC),
                        by,
                        reason,
                        what,
                        before,
                        after)
                .run(connection);
    }

    /// Everything about a rule, and about earlier ones for the same, newest first.
    static List<BudgetChange> of(Connection connection, StoredRule rule) throws SQLException {
        var key = rule.key();
        var sql = new Sql()
                .add(
                        """
                        select at, by_whom, reason, what, before, after from budget_change
                        where rule_id = ? or (mode = ? and scope = ? and subject = ? and period = ?)
                        order by id desc limit\s""" + MOST,
                        rule.id(),
                        rule.mode().wireName(),
                        key.scope().wireName(),
                        key.subject(),
                        key.period().wireName());
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var changes = new ArrayList<BudgetChange>();
            while (rows.next()) {
                changes.add(new BudgetChange(
                        rows.getObject("at", OffsetDateTime.class).toInstant(),
                        rows.getString("by_whom"),
                        rows.getString("reason"),
                        rows.getString("what"),
                        rows.getString("before"),
                        rows.getString("after")));
            }
            return changes;
        }
    }
}
