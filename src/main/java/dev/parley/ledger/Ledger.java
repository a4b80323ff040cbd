package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// What is known of the calls of runs.
@ApplicationScoped
public class Ledger {
    private final EntityManager entities;
    private final Clock clock;

    Ledger(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /// Where the call stands; empty when it was never opened.
    @Transactional
    public Optional<Outcome> outcome(UUID id) {
        return Optional.ofNullable(entities.find(CallEntity.class, id)).map(call -> Outcome.ofWireName(call.outcome));
    }

    /// Keeps the rules of budgets as they are until the transaction ends. Whoever is to move held money calls it before
    /// any row is locked, the run's included.
    @Transactional(Transactional.TxType.MANDATORY)
    public void keepRules() {
        entities.unwrap(Session.class).doWork(connection -> RuleBook.keep(connection));
    }

    /// Ends every call of a run that nobody waits for any more. The rules are kept and the run is locked by the caller,
    /// in this order.
    ///
    /// @return how many there were
    @Transactional(Transactional.TxType.MANDATORY)
    public int giveUpOpenCalls(UUID run, String reason) {
        entities.flush();
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> OpenCalls.giveUp(connection, run, reason, null, clock.instant()));
    }

    /// Brings the run's own account in line with the rules as they are: those that were changed or made while the run
    /// had ended have passed it by. The rules are kept and the run is locked by the caller, in this order.
    @Transactional(Transactional.TxType.MANDATORY)
    public void refreshAccount(UUID run, RunMode mode) {
        entities.flush();
        entities.unwrap(Session.class)
                .doWork(connection -> AccountRefresh.ofRun(connection, mode, run, clock.instant()));
    }

    /// Whether a call of the run is out, or may be. The run is locked by the caller.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hasOpenCall(UUID run) {
        return (Boolean) entities.createNativeQuery(
                        "select exists (select 1 from call where run_id = :run and outcome = 'open')", Boolean.class)
                .setParameter("run", run)
                .getSingleResult();
    }

    @Transactional
    public Spending spending(UUID run) {
        var row = (Object[])
                entities.createNativeQuery("""
                        select coalesce(sum(usd), 0),
                               coalesce(sum(hold_usd) filter (where usd is null and outcome in ('unknown', 'settled')), 0),
                               count(*) filter (where usd is null and hold_usd is null and outcome in ('unknown', 'settled')),
                               coalesce(sum(input + cache_read + cache_write_5m + cache_write_1h + output), 0)
                        from call where run_id = :run""").setParameter("run", run).getSingleResult();
        boolean isBounded = ((Number) row[2]).longValue() == 0;
        return new Spending(
                new Usd((BigDecimal) row[0]),
                isBounded ? new Usd((BigDecimal) row[1]) : null,
                ((BigDecimal) row[3]).longValueExact());
    }

    /// All calls of a run in the order in which they went out.
    @Transactional
    public List<CallEntity> calls(UUID run) {
        return entities.createQuery("from CallEntity where runId = :run order by turn, at, attempt", CallEntity.class)
                .setParameter("run", run)
                .getResultList();
    }

    /// The known costs and the number of unknown ones of several runs; runs without a call are left out.
    @Transactional
    public Map<UUID, RunCost> costs(Collection<UUID> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        var query = entities.createNativeQuery("""
                        select run_id, coalesce(sum(usd), 0),
                               count(*) filter (where usd is null and outcome in ('unknown', 'settled'))
                        from call where run_id in (:runs) group by run_id""", Object[].class).setParameter("runs", runs);
        var costs = new HashMap<UUID, RunCost>();
        for (var result : query.getResultList()) {
            var row = (Object[]) result;
            costs.put((UUID) row[0], new RunCost(new Usd((BigDecimal) row[1]), ((Number) row[2]).longValue()));
        }
        return costs;
    }
}
