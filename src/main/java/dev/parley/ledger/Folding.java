package dev.parley.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Adds ended calls to the roll-ups, behind what is written and without being in its way.
///
/// Each entry has the number of the transaction that ended it. A step takes the entries from the mark up to a horizon
/// below which every transaction has finished: none of them can still appear, in whatever order they were committed. It
/// adds them to all roll-ups and moves the mark to the horizon in one transaction, so that each entry is counted once.
@ApplicationScoped
public class Folding {
    /// Entries of one step, beside those of its first transaction.
    static final int MOST_ENTRIES = 100_000;

    private static final String MEMORY = "set local work_mem = '64MB'";

    private final DataSource database;
    private final int mostEntries;

    @Inject
    public Folding(DataSource database) {
        this(database, MOST_ENTRIES);
    }

    Folding(DataSource database, int mostEntries) {
        this.database = database;
        this.mostEntries = mostEntries;
    }

    /// Folds all that can be folded now.
    ///
    /// @return how many steps it took
    public int fold() {
        int steps = 0;
        while (step()) {
            steps++;
        }
        return steps;
    }

    /// One transaction. The locked mark lets one program fold at a time; the others skip.
    ///
    /// @return whether there may be more to fold; false as well when another program is at it
    public boolean step() {
        return Transactions.write(database, connection -> {
            var mark = text(connection, "select folded_below::text from roll_up_mark for update skip locked");
            if (mark == null) {
                return false;
            }
            if (isForeign(connection, mark)) {
                empty(connection);
                return true;
            }
            var horizon = horizon(connection, mark);
            if (horizon == null) {
                return false;
            }
            run(connection, MEMORY);
            run(connection, addition(mark, horizon));
            move(connection, horizon);
            return true;
        });
    }

    /// To be called before this program's first call: a copy of another server's data may need its roll-ups emptied.
    public void emptyIfForeign() {
        Transactions.write(database, connection -> {
            var mark = text(connection, "select folded_below::text from roll_up_mark for update");
            boolean isForeign = mark != null && isForeign(connection, mark);
            if (isForeign) {
                empty(connection);
            }
            return isForeign;
        });
    }

    /// A mark beyond every transaction that ever was comes from another server, with a copy of its data. New entries
    /// would get numbers below it and be taken for folded ones.
    private static boolean isForeign(Connection connection, String mark) throws SQLException {
        return "true"
                .equals(text(connection, "select (" + xid(mark) + " > pg_snapshot_xmax(pg_current_snapshot()))::text"));
    }

    /// Empties the roll-ups. Until they are filled again, everything is read from the entries. Readers of an older
    /// snapshot keep seeing what they saw, as they would not if the tables were truncated.
    private static void empty(Connection connection) throws SQLException {
        for (var rollUp : RollUp.values()) {
            run(connection, "delete from " + rollUp.table());
        }
        move(connection, "0");
    }

    /// Up to where this step goes; null when there is nothing to fold. Entries of one transaction stay together.
    private @Nullable String horizon(Connection connection, String mark) throws SQLException {
        return text(connection, """
                select coalesce((select ended_tx from call where ended_tx > first.tx and ended_tx < first.below
                                 order by ended_tx limit 1 offset %d), first.below)::text
                from (select ended_tx as tx, pg_snapshot_xmin(pg_current_snapshot()) as below
                      from call where ended_tx >= %s order by ended_tx limit 1) first
                where first.tx < first.below""".formatted(mostEntries, xid(mark)));
    }

    /// Reads the entries once and adds them to every roll-up.
    private static String addition(String mark, String horizon) {
        var slice = RollUp.slice("ended_tx >= " + xid(mark) + " and ended_tx < " + xid(horizon));
        var additions = Arrays.stream(RollUp.values())
                .map(rollUp -> """
                        into_%1$s as (
                            insert into %1$s as old (%2$s, %3$s) %4$s
                            on conflict (%2$s) do update set %5$s)""".formatted(
                        rollUp.table(),
                        rollUp.keys(),
                        Measure.columns(),
                        rollUp.of("slice"),
                        Measure.joined(measure -> "%1$s = old.%1$s + excluded.%1$s".formatted(measure.column()))))
                .collect(Collectors.joining(", "));
        return "with slice as materialized (" + slice + "), " + additions + " select 1";
    }

    private static void move(Connection connection, String mark) throws SQLException {
        run(connection, "update roll_up_mark set folded_below = " + xid(mark));
    }

    private static String xid(String digits) {
        return "'" + digits + "'::xid8";
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
