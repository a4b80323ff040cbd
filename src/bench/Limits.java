import java.sql.SQLException;

/// Budgets for a bench, set in the tables themselves, so that every node finds them at its next hold.
final class Limits {
    private Limits() {}

    /// One system budget for all, which nobody reaches, and no other in the way.
    static void lift(Sql sql) throws SQLException {
        sql.change("update budget_rule set limit_usd = 1000000, source = 'person' where mode = 'rehearsal'");
        rule(sql, "system", "system", "1000000");
    }

    /// A budget of one project, for good.
    static void ofProject(Sql sql, String project, String usd) throws SQLException {
        rule(sql, "project", project, usd);
    }

    private static void rule(Sql sql, String scope, String subject, String usd) throws SQLException {
        sql.change("""
                insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)
                values ('rehearsal', ?, ?, 'total', 'UTC', cast(? as numeric), 'block', 'refuse', 'person')
                on conflict (mode, scope, subject, period) do update set limit_usd = excluded.limit_usd""",
                scope, subject, usd);
        sql.change("update budget_rules_version set version = version + 1");
    }
}
