package dev.parley.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/// Keeps changes of rules and movements of held money apart. Whoever changes rules takes it alone; whoever moves money
/// shares it, in a statement of its own, before any row is locked: then runs, then accounts by number, then gates.
final class BudgetLock {
    private static final long KEY = 720_003;

    private BudgetLock() {}

    static void takeAlone(Connection connection) throws SQLException {
        run(connection, "select pg_advisory_xact_lock(" + KEY + ")");
    }

    static void share(Connection connection) throws SQLException {
        run(connection, "select pg_advisory_xact_lock_shared(" + KEY + ")");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
