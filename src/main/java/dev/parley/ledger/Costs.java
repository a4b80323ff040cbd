package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Sums over the ledger, exact at every moment: what is folded comes from roll-ups, the rest from the entries, both in
/// one snapshot.
@ApplicationScoped
public class Costs {
    /// Groups that one answer holds.
    public static final int MOST_GROUPS = 10_000;

    private static final Map<TokenClass, Measure> USD_OF = Map.of(
            TokenClass.INPUT, Measure.USD_INPUT,
            TokenClass.CACHE_READ, Measure.USD_CACHE_READ,
            TokenClass.CACHE_WRITE_5M, Measure.USD_CACHE_WRITE_5M,
            TokenClass.CACHE_WRITE_1H, Measure.USD_CACHE_WRITE_1H,
            TokenClass.OUTPUT, Measure.USD_OUTPUT);

    private final DataSource database;

    public Costs(DataSource database) {
        this.database = database;
    }

    /// One sum for each group, the first [#MOST_GROUPS] of them: by time where that is grouped by, then dearest first.
    /// Without groupings everything is one group.
    public List<GroupSum> sums(CallFilter filter, List<Grouping> groupings) {
        return table(filter, groupings, MOST_GROUPS, 0).items();
    }

    /// @param most groups, up to [#MOST_GROUPS]
    /// @param skip groups before the first one
    public CostTable table(CallFilter filter, List<Grouping> groupings, int most, int skip) {
        requireFew(groupings);
        if (most < 1 || most > MOST_GROUPS || skip < 0) {
            throw new IllegalArgumentException("groups: " + most + " after " + skip);
        }
        return Transactions.read(database, connection -> {
            var mark = mark(connection);
            var found = read(connection, new CostQuery(filter, groupings, mark).sums(most + 1, skip), groupings.size());
            boolean isWhole = found.size() <= most && skip == 0;
            var total = isWhole
                    ? found.stream().reduce(GroupSum.nothing(), GroupSum::plus)
                    : read(connection, new CostQuery(filter, List.of(), mark).sums(1, 0), 0)
                            .getFirst();
            return new CostTable(found.subList(0, Math.min(found.size(), most)), total, found.size() > most);
        });
    }

    private static void requireFew(List<Grouping> groupings) {
        if (groupings.size() > Grouping.MOST_AT_ONCE || new HashSet<>(groupings).size() < groupings.size()) {
            throw new IllegalArgumentException("groupings: " + groupings);
        }
    }

    private static String mark(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select folded_below::text from roll_up_mark")) {
            if (!rows.next()) {
                throw new IllegalStateException("roll_up_mark has no row");
            }
            return rows.getString(1);
        }
    }

    private static List<GroupSum> read(Connection connection, Sql sql, int keys) throws SQLException {
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var sums = new ArrayList<GroupSum>();
            while (rows.next()) {
                sums.add(sum(rows, keys));
            }
            return sums;
        }
    }

    private static GroupSum sum(ResultSet row, int keyCount) throws SQLException {
        var keys = new ArrayList<@Nullable String>();
        for (int i = 1; i <= keyCount; i++) {
            keys.add(row.getString(i));
        }
        var byClass = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (var one : USD_OF.entrySet()) {
            byClass.put(one.getKey(), usd(row, one.getValue()));
        }
        return new GroupSum(
                keys,
                usd(row, Measure.USD),
                count(row, Measure.CALLS),
                count(row, Measure.FAILED_CALLS),
                count(row, Measure.UNKNOWN_CALLS),
                count(row, Measure.UNBOUNDED_CALLS) > 0 ? null : usd(row, Measure.UNKNOWN_UP_TO),
                count(row, Measure.ASSUMED_CALLS),
                usd(row, Measure.ASSUMED_USD),
                byClass,
                usd(row, Measure.SAVED_USD),
                new Usage(
                        count(row, Measure.INPUT),
                        count(row, Measure.CACHE_READ),
                        count(row, Measure.CACHE_WRITE_5M),
                        count(row, Measure.CACHE_WRITE_1H),
                        count(row, Measure.OUTPUT),
                        count(row, Measure.REASONING)));
    }

    private static Usd usd(ResultSet row, Measure measure) throws SQLException {
        return new Usd(row.getBigDecimal(measure.column()));
    }

    private static long count(ResultSet row, Measure measure) throws SQLException {
        BigDecimal count = row.getBigDecimal(measure.column());
        return count.longValueExact();
    }
}
