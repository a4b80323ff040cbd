package dev.parley.ledger;

import dev.parley.budget.BudgetRule;
import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A rule as the database has it.
public record StoredRule(RunMode mode, BudgetRule rule, Source source) {
    private static final String COLUMNS = "id, scope, subject, period, zone, limit_usd, action, unpriced, source";

    /// Who decides on a limit.
    public enum Source {
        FILE,
        /// Stands until it is given back to the file.
        PERSON;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public long id() {
        return rule.id();
    }

    public LimitEntry.Key key() {
        return entry().key();
    }

    public LimitEntry entry() {
        return new LimitEntry(
                rule.scope(), rule.subject(), rule.period(), rule.limit(), rule.action(), rule.unpriced());
    }

    /// All rules of a side, by id.
    static List<StoredRule> all(Connection connection, RunMode mode) throws SQLException {
        var sql = new Sql().add("select " + COLUMNS + " from budget_rule where mode = ? order by id", mode.wireName());
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var rules = new ArrayList<StoredRule>();
            while (rows.next()) {
                rules.add(of(mode, rows));
            }
            return rules;
        }
    }

    private static StoredRule of(RunMode mode, ResultSet row) throws SQLException {
        var source = Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT));
        return new StoredRule(mode, RuleBook.rule(row), source);
    }
}
