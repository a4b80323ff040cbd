import java.sql.SQLException;

/// Budgets for a bench, set in the tables themselves, so that every node finds them at its next hold.
final class Limits {
    private static final String NOTICED = "update budget_rules_version set version = version + 1";

    private Limits() {}

    /// The budgets that are shipped, the system's among them, with limits that nobody reaches.
    static void lift(Sql sql) throws SQLException {
        sql.change("update budget_rule set limit_usd = 1000000, source = 'person' where mode = 'rehearsal'");
        sql.change(NOTICED);
    }

    /// A budget of one project, for good.
    static void ofProject(Sql sql, String project, String usd) throws SQLException {
        sql.change("""
                insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)
                values ('rehearsal', 'project', ?, 'total', 'UTC', cast(? as numeric), 'block', 'refuse', 'person')
                on conflict (mode, scope, subject, period) do update set limit_usd = excluded.limit_usd""",
                project, usd);
        sql.change(NOTICED);
    }
}
