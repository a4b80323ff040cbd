package dev.parley.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The statement that reads a plan's parts and adds them up.
final class CostQuery {
    private static final String UTC_OF_ENTRY = "(at at time zone 'UTC')";

    private final CallFilter filter;
    private final List<Grouping> groupings;
    private final String mark;

    /// @param mark transaction number below which entries are folded, in the same snapshot
    CostQuery(CallFilter filter, List<Grouping> groupings, String mark) {
        this.filter = filter;
        this.groupings = groupings;
        this.mark = mark;
    }

    /// Keys as text, then all measures; by time first, then dearest first.
    Sql sums(int most, int skip) {
        var sql = new Sql().add("select ");
        for (int i = 0; i < groupings.size(); i++) {
            sql.add(groupings.get(i).text(name(i)) + ", ");
        }
        sql.add(Measure.overSums() + " from (");
        var parts = CostPlan.of(filter, groupings).parts();
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : " union all ");
            addPart(sql, parts.get(i));
        }
        sql.add(") parts" + groupBy());
        return sql.add(" order by " + order() + " limit ? offset ?", most, skip);
    }

    private void addPart(Sql sql, CostPlan.Part part) {
        switch (part) {
            case CostPlan.Part.Entries(var span) -> addEntries(sql, span);
            case CostPlan.Part.Unfolded(var span) -> {
                addEntries(sql, span);
                // Written out, so that the planner sees how few there are.
                sql.add(" and ended_tx >= '" + mark + "'::xid8");
            }
            case CostPlan.Part.Rolled(var rollUp, var span) -> {
                sql.add("select " + keys(rollUp.utc()) + Measure.overSums() + " from " + rollUp.table() + " where ");
                filter.addCondition(sql);
                if (span.from() != null) {
                    sql.add(" and " + rollUp.bucket() + " >= ?", rollUp.bound(span.from()));
                }
                if (span.to() != null) {
                    sql.add(" and " + rollUp.bucket() + " < ?", rollUp.bound(span.to()));
                }
            }
        }
        sql.add(groupBy());
    }

    private void addEntries(Sql sql, Span span) {
        sql.add("select " + keys(UTC_OF_ENTRY) + Measure.overEntries() + " from call where ");
        filter.addEntryCondition(sql, span);
    }

    private String keys(String utc) {
        return IntStream.range(0, groupings.size())
                .mapToObj(i -> groupings.get(i).key(utc) + " as " + name(i) + ", ")
                .collect(Collectors.joining());
    }

    private String groupBy() {
        var names = IntStream.range(0, groupings.size()).mapToObj(CostQuery::name);
        return groupings.isEmpty() ? "" : " group by " + names.collect(Collectors.joining(", "));
    }

    private String order() {
        var order = new ArrayList<String>();
        addNames(order, true);
        order.add(Measure.USD.column() + " desc");
        addNames(order, false);
        return String.join(", ", order);
    }

    private void addNames(List<String> order, boolean time) {
        for (int i = 0; i < groupings.size(); i++) {
            if (groupings.get(i).isTime() == time) {
                order.add(name(i));
            }
        }
    }

    private static String name(int place) {
        return "k" + (place + 1);
    }
}
