package dev.parley.ledger;

import dev.parley.budget.Level;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.AlertRows.NewAlert;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Tells when somebody has spent twice as much today as on a usual day, by the roll-ups of days in UTC. A usual day is
/// the average of those within the last fourteen that had any spending, once there are three of them. The alert stands
/// on the account of the day, or on that of the shortest period there is.
@ApplicationScoped
public class Anomalies {
    static final int DAYS = 14;
    static final int LEAST_DAYS = 3;

    private static final long LOCK = 720_004;
    private static final int MOST_AT_ONCE = 200;
    private static final int DISPLAY_DIGITS = 6;
    private static final List<Scope> SCOPES = List.of(Scope.SYSTEM, Scope.PROJECT, Scope.USER, Scope.PERSONA);

    private final DataSource database;
    private final Clock clock;

    public Anomalies(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One program looks at a time; the others skip.
    ///
    /// @return how many alerts were added
    public int look() {
        return Transactions.write(database, connection -> {
            if (!isAlone(connection)) {
                return 0;
            }
            int found = 0;
            for (var mode : RunMode.values()) {
                for (var scope : SCOPES) {
                    var alerts = find(connection, mode, scope);
                    AlertRows.add(connection, alerts, clock.instant());
                    found += alerts.size();
                }
            }
            return found;
        });
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = '10s'");
            try (var rows = statement.executeQuery("select pg_try_advisory_xact_lock(" + LOCK + ")")) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private List<NewAlert> find(Connection connection, RunMode mode, Scope scope) throws SQLException {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var table = scope == Scope.PERSONA ? "cost_persona_day" : "cost_day";
        var sql = new Sql()
                .add(
                        """
                        with spent as (
                            select %1$s as subject, day, sum(usd) as usd from %2$s
                            where mode = ? and day >= ? and day <= ? and %1$s is not null
                            group by 1, 2 having sum(usd) > 0),
                        usual as (
                            select subject, sum(usd) as usd, count(*) as days from spent where day < ?
                            group by 1 having count(*) >= %3$d),
                        accounts as (
                            select distinct on (subject) id, subject from budget_account
                            where mode = ? and scope = ? and starts_at <= ? and (ends_at is null or ends_at > ?)
                            order by subject, array_position(array['day', 'week', 'month', 'total'], period), id desc)
                        select accounts.id, subject, spent.usd, usual.usd, usual.days
                        from spent join usual using (subject) join accounts using (subject)
                        where spent.day = ? and spent.usd * usual.days >= 2 * usual.usd
                            and not exists (select 1 from alert where account_id = accounts.id and level = 'anomaly')
                        limit %4$d""".formatted(subject(scope), table, LEAST_DAYS, MOST_AT_ONCE),
                        mode.wireName(),
                        today.minusDays(DAYS),
                        today,
                        today,
                        mode.wireName(),
                        scope.wireName(),
                        AccountRows.at(now),
                        AccountRows.at(now),
                        today);
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var alerts = new ArrayList<NewAlert>();
            while (rows.next()) {
                var words = words(
                        scope,
                        rows.getString(2),
                        new Usd(rows.getBigDecimal(3)),
                        rows.getBigDecimal(4),
                        rows.getLong(5));
                alerts.add(new NewAlert(rows.getLong(1), Level.ANOMALY, words));
            }
            return alerts;
        }
    }

    private static String words(Scope scope, String subject, Usd today, BigDecimal sum, long days) {
        var usual = new Usd(sum.divide(BigDecimal.valueOf(days), DISPLAY_DIGITS, RoundingMode.HALF_EVEN));
        var whose = scope == Scope.SYSTEM ? "The system" : scope.wireName() + " " + subject;
        return whose + " has spent " + today.display() + " today (UTC), twice the usual " + usual.display()
                + " or more; usual is the average of " + days + " days with spending within the last " + DAYS;
    }

    private static String subject(Scope scope) {
        return switch (scope) {
            case SYSTEM -> "'system'";
            case PROJECT -> "project";
            case USER -> "username";
            case PERSONA -> "persona";
            case RUN, REQUEST -> throw new IllegalArgumentException("no usual day of a " + scope.wireName());
        };
    }
}
