package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What people were told of budgets, and who has seen it.
@ApplicationScoped
public class Alerts {
    /// Alerts that one answer holds.
    public static final int MOST = 500;

    private static final String FROM = " from alert join budget_account account on account.id = alert.account_id";

    private final DataSource database;
    private final Clock clock;

    public Alerts(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Newest first.
    ///
    /// @param mode null for both sides
    /// @param openOnly leaves out what somebody acknowledged
    /// @param below only alerts with a smaller number; null for the newest
    /// @param most up to [#MOST]
    public List<Alert> list(@Nullable RunMode mode, boolean openOnly, @Nullable Long below, int most) {
        var sql = new Sql().add("select " + Alert.COLUMNS + FROM + " where true");
        if (mode != null) {
            sql.add(" and mode = ?", mode.wireName());
        }
        if (openOnly) {
            sql.add(" and acknowledged_at is null");
        }
        if (below != null) {
            sql.add(" and alert.id < ?", below);
        }
        sql.add(" order by alert.id desc limit ?", Math.clamp(most, 1, MOST));
        return Transactions.read(database, connection -> alerts(connection, sql));
    }

    /// Alerts that nobody has acknowledged, by side.
    public Map<RunMode, Long> unacknowledged() {
        var sql = new Sql().add("select mode, count(*)" + FROM + " where acknowledged_at is null group by mode");
        return Transactions.read(database, connection -> {
            var counts = new EnumMap<RunMode, Long>(RunMode.class);
            try (var statement = sql.prepare(connection);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(RunMode.ofWireName(rows.getString(1)), rows.getLong(2));
                }
            }
            return counts;
        });
    }

    /// Safe to repeat: whoever was first stays.
    ///
    /// @param by a name that [LimitCheck] lets pass
    /// @return empty when there is no such alert
    public Optional<Alert> acknowledge(long id, String by) {
        LimitCheck.checkWords(0, by, null);
        return Transactions.write(database, connection -> {
            new Sql()
                    .add(
                            "update alert set acknowledged_at = ?, acknowledged_by = ?"
                                    + " where id = ? and acknowledged_at is null",
                            AccountRows.at(clock.instant()),
                            by,
                            id)
                    .run(connection);
            AlertNotice.tell(connection);
            var sql = new Sql().add("select " + Alert.COLUMNS + FROM + " where alert.id = ?", id);
            return alerts(connection, sql).stream().findFirst();
        });
    }

    static List<Alert> alerts(Connection connection, Sql sql) throws SQLException {
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var alerts = new ArrayList<Alert>();
            while (rows.next()) {
                alerts.add(Alert.of(rows));
            }
            return alerts;
        }
    }
}
