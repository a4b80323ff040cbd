import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/// Questions to a database, each a transaction of its own, over one connection that is opened anew when it broke.
final class Sql implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_S = 5;

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private Connection connection;

    Sql(String jdbcUrl) {
        source.setUrl(jdbcUrl);
        source.setUser("postgres");
        source.setPassword("postgres");
        source.setConnectTimeout(CONNECT_TIMEOUT_S);
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    synchronized <T> List<T> list(String query, RowReader<T> reader, Object... values) throws SQLException {
        return asked(query, values, statement -> {
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        });
    }

    /// One figure; a sum over nothing is zero.
    BigDecimal amount(String query, Object... values) throws SQLException {
        var amount = list(query, row -> row.getBigDecimal(1), values).getFirst();
        return amount == null ? BigDecimal.ZERO : amount;
    }

    long count(String query, Object... values) throws SQLException {
        return amount(query, values).longValueExact();
    }

    synchronized int change(String statement, Object... values) throws SQLException {
        return asked(statement, values, PreparedStatement::executeUpdate);
    }

    boolean answers() {
        try {
            return count("select 1") == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is gone either way.
            }
            connection = null;
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /// A connection that was kept may have broken since; whatever is asked here can be asked twice.
    private <T> T asked(String text, Object[] values, Work<T> work) throws SQLException {
        boolean kept = connection != null;
        try {
            return askedOnce(text, values, work);
        } catch (SQLException e) {
            close();
            if (!kept) {
                throw e;
            }
            return askedOnce(text, values, work);
        }
    }

    private <T> T askedOnce(String text, Object[] values, Work<T> work) throws SQLException {
        if (connection == null) {
            connection = source.getConnection();
        }
        try (var statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return work.on(statement);
        }
    }
}
