package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sums over the ledger, and its entries in order.
@ApplicationScoped
public class Costs {
    private final EntityManager entities;

    Costs(EntityManager entities) {
        this.entities = entities;
    }

    /// One sum for each group, dearest first; days and hours in order.
    @Transactional
    public List<GroupSum> sums(CallFilter filter, Grouping grouping) {
        boolean byTime = grouping == Grouping.DAY || grouping == Grouping.HOUR;
        var query = entities.createNativeQuery(
                """
                select %s as key, coalesce(sum(usd), 0) as usd, count(*),
                       count(*) filter (where usd is null and outcome <> 'failed'),
                       case when count(*) filter (where usd is null and outcome <> 'failed' and hold_usd is null) = 0
                            then coalesce(sum(hold_usd) filter (where usd is null and outcome <> 'failed'), 0) end,
                       coalesce(sum(input), 0), coalesce(sum(cache_read), 0), coalesce(sum(cache_write_5m), 0),
                       coalesce(sum(cache_write_1h), 0), coalesce(sum(output), 0), coalesce(sum(reasoning), 0)
                from call where %s group by 1 order by %s""".formatted(grouping.sql(), filter.condition(), byTime ? "1" : "2 desc, 1"), Object[].class);
        filter.parameters().forEach(query::setParameter);
        var sums = new ArrayList<GroupSum>();
        for (var row : query.getResultList()) {
            sums.add(sum((Object[]) row));
        }
        return sums;
    }

    /// The next entries after the one that went out at `afterAt` and has the id `after`, in order.
    @Transactional
    public List<CallEntity> page(CallFilter filter, @Nullable Instant afterAt, @Nullable UUID after, int most) {
        var isFirst = afterAt == null || after == null;
        var query = entities.createNativeQuery(
                "select * from call where " + filter.condition() + (isFirst ? "" : " and (at, id) > (:afterAt, :after)")
                        + " order by at, id limit :most",
                CallEntity.class);
        filter.parameters().forEach(query::setParameter);
        if (!isFirst) {
            query.setParameter("afterAt", afterAt).setParameter("after", after);
        }
        query.setParameter("most", most);
        var entries = new ArrayList<CallEntity>();
        for (var row : query.getResultList()) {
            entries.add((CallEntity) row);
        }
        return entries;
    }

    private static GroupSum sum(Object[] row) {
        return new GroupSum(
                (String) row[0],
                new Usd((BigDecimal) row[1]),
                count(row[2]),
                count(row[3]),
                row[4] == null ? null : new Usd((BigDecimal) row[4]),
                new Usage(count(row[5]), count(row[6]), count(row[7]), count(row[8]), count(row[9]), count(row[10])));
    }

    private static long count(Object number) {
        return ((Number) number).longValue();
    }
}
