package dev.parley.ledger;

import dev.parley.budget.BudgetRule;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.BudgetRules;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All budget rules as they stood at one version.
public record RuleBook(long version, Map<RunMode, BudgetRules> byMode) {
    public RuleBook {
        byMode = Map.copyOf(byMode);
    }

    public BudgetRules rules(RunMode mode) {
        return byMode.getOrDefault(mode, BudgetRules.NONE);
    }

    /// Keeps rules from being changed until the transaction ends.
    ///
    /// @return the version of the rules that then hold
    public static long keep(Connection connection) throws SQLException {
        BudgetLock.share(connection);
        try (var statement = connection.createStatement()) {
            // In a statement of its own, so that it sees what was committed while it waited.
            try (var row = statement.executeQuery("select version from budget_rules_version")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// Both in one snapshot.
    public static RuleBook read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select v.version, r.mode, r.id, r.scope, r.subject, r.period, r.zone, r.limit_usd, r.action,
                               r.unpriced
                        from budget_rules_version v left join budget_rule r on true order by r.id""")) {
            long version = 0;
            var rules = new EnumMap<RunMode, List<BudgetRule>>(RunMode.class);
            while (rows.next()) {
                version = rows.getLong("version");
                if (rows.getString("mode") != null) {
                    rules.computeIfAbsent(RunMode.ofWireName(rows.getString("mode")), _ -> new ArrayList<>())
                            .add(rule(rows));
                }
            }
            var byMode = new EnumMap<RunMode, BudgetRules>(RunMode.class);
            rules.forEach((mode, of) -> byMode.put(mode, new BudgetRules(of)));
            return new RuleBook(version, byMode);
        }
    }

    static BudgetRule rule(ResultSet row) throws SQLException {
        var limit = row.getBigDecimal("limit_usd");
        return new BudgetRule(
                row.getLong("id"),
                Scope.ofWireName(row.getString("scope")),
                row.getString("subject"),
                Period.ofWireName(row.getString("period")),
                ZoneId.of(row.getString("zone")),
                limit == null ? null : new Usd(limit),
                Action.ofWireName(row.getString("action")),
                Unpriced.ofWireName(row.getString("unpriced")));
    }
}
