package dev.parley.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/// Tells all nodes that alerts were added or acknowledged, or that limits have changed, once that is committed.
public final class AlertNotice {
    /// Without content.
    public static final String CHANNEL = "parley_alerts";

    private AlertNotice() {}

    static void tell(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("notify " + CHANNEL);
        }
    }
}
