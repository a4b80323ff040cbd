package dev.parley.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Work on one connection in one transaction of its own.
final class Transactions {
    private Transactions() {}

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Everything that the work reads is of one moment.
    static <T> T read(DataSource database, Work<T> work) {
        return inTransaction(database, "set transaction isolation level repeatable read, read only", work);
    }

    /// As `read`, for work that needs tables of its own.
    static <T> T snapshot(DataSource database, Work<T> work) {
        return inTransaction(database, "set transaction isolation level repeatable read", work);
    }

    /// Each statement sees what was committed before it, so that a lock that was waited for is not looked behind.
    static <T> T write(DataSource database, Work<T> work) {
        return inTransaction(database, "set transaction isolation level read committed", work);
    }

    private static <T> T inTransaction(DataSource database, String kind, Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean isCommitted = false;
            try (var statement = connection.createStatement()) {
                statement.execute(kind);
                var result = work.on(connection);
                connection.commit();
                isCommitted = true;
                return result;
            } finally {
                // Whatever went wrong, errors of the machine included: the next line would commit the half of it.
                if (!isCommitted) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger's database failed: " + e.getMessage(), e);
        }
    }
}
