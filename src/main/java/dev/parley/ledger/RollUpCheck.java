package dev.parley.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Compares every row of every roll-up with the sum over the entries that it should hold, in one snapshot. It reads the
/// whole ledger once. Folding waits meanwhile, as it does for every transaction that writes; sums stay right.
@ApplicationScoped
public class RollUpCheck {
    /// Rows that are told of.
    public static final int MOST_DIFFERENCES = 100;

    private final DataSource database;

    public RollUpCheck(DataSource database) {
        this.database = database;
    }

    /// A row of a roll-up that is not what its entries add up to.
    ///
    /// @param key column → value; null for calls that have no such thing
    /// @param rolledUp measure → what the roll-up says, of those that differ; zeros for a row that is missing
    /// @param entries measure → what the entries add up to, of the same; zeros when there are none
    public record Difference(
            String rollUp,
            Map<String, @Nullable String> key,
            Map<String, BigDecimal> rolledUp,
            Map<String, BigDecimal> entries) {
        public Difference {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
            rolledUp = Collections.unmodifiableMap(new LinkedHashMap<>(rolledUp));
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// The first [#MOST_DIFFERENCES]; none when all agree.
    public List<Difference> differences() {
        return Transactions.snapshot(database, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set local work_mem = '64MB'");
                statement.execute("create temporary table slice on commit drop as "
                        + RollUp.slice("ended_tx < (select folded_below from roll_up_mark)"));
                statement.execute("analyze slice");
            }
            var differences = new ArrayList<Difference>();
            for (var rollUp : RollUp.values()) {
                differences.addAll(differences(connection, rollUp));
            }
            return differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES));
        });
    }

    private static List<Difference> differences(Connection connection, RollUp rollUp) throws SQLException {
        var sides = new LinkedHashMap<Map<String, @Nullable String>, Sides>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql(rollUp))) {
            while (rows.next()) {
                var key = key(rollUp, rows);
                sides.put(key, sides.getOrDefault(key, Sides.NEITHER).with(rows.getBoolean("rolled"), measures(rows)));
            }
        }
        return sides.entrySet().stream()
                .limit(MOST_DIFFERENCES)
                .map(entry -> entry.getValue().difference(rollUp, entry.getKey()))
                .toList();
    }

    /// Rows of either side that the other side does not have just so, in the order of their keys: the first rows of
    /// both sides hold both sides of the first keys.
    private static String sql(RollUp rollUp) {
        return """
                with rolled_up as (select %1$s, %2$s from %3$s),
                     added_up (%1$s, %2$s) as materialized (%4$s)
                select * from (
                    (select true as rolled, * from (table rolled_up except table added_up) r order by %1$s limit %5$d)
                    union all
                    (select false, * from (table added_up except table rolled_up) e order by %1$s limit %5$d)
                ) d order by %1$s""".formatted(rollUp.keys(), Measure.columns(), rollUp.table(), rollUp.of("slice"), MOST_DIFFERENCES);
    }

    private static Map<String, @Nullable String> key(RollUp rollUp, ResultSet row) throws SQLException {
        var key = new LinkedHashMap<String, @Nullable String>();
        for (var column : rollUp.keys().split(", ")) {
            key.put(column, row.getString(column));
        }
        return key;
    }

    private static Map<Measure, BigDecimal> measures(ResultSet row) throws SQLException {
        var measures = new LinkedHashMap<Measure, BigDecimal>();
        for (var measure : Measure.values()) {
            measures.put(measure, row.getBigDecimal(measure.column()));
        }
        return measures;
    }

    /// What both sides say of one key.
    private record Sides(Map<Measure, BigDecimal> rolledUp, Map<Measure, BigDecimal> entries) {
        private static final Sides NEITHER = new Sides(Map.of(), Map.of());

        Sides with(boolean isRolled, Map<Measure, BigDecimal> measures) {
            return isRolled ? new Sides(measures, entries) : new Sides(rolledUp, measures);
        }

        Difference difference(RollUp rollUp, Map<String, @Nullable String> key) {
            var inRollUp = new LinkedHashMap<String, BigDecimal>();
            var inEntries = new LinkedHashMap<String, BigDecimal>();
            for (var measure : Measure.values()) {
                var one = rolledUp.getOrDefault(measure, BigDecimal.ZERO);
                var other = entries.getOrDefault(measure, BigDecimal.ZERO);
                if (one.compareTo(other) != 0) {
                    inRollUp.put(measure.column(), one);
                    inEntries.put(measure.column(), other);
                }
            }
            return new Difference(rollUp.table(), key, inRollUp, inEntries);
        }
    }
}
