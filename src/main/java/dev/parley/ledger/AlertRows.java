package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The rows of alerts. What an account says it has told keeps one from being added twice.
public final class AlertRows {
    private AlertRows() {}

    /// @param words for people
    public record NewAlert(long account, Level level, String words) {
        public static NewAlert of(Account account, Level level, String words) {
            return new NewAlert(account.id(), level, words);
        }
    }

    public static void add(Connection connection, List<NewAlert> alerts, Instant now) throws SQLException {
        if (alerts.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into alert (account_id, level, at, words) values (?, ?, ?, ?)""")) {
            for (var alert : alerts) {
                insert.setLong(1, alert.account());
                insert.setString(2, alert.level().wireName());
                insert.setObject(3, AccountRows.at(now));
                insert.setString(4, alert.words());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        AlertNotice.tell(connection);
    }
}
