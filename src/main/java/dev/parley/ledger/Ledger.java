package dev.parley.ledger;

import dev.parley.conversation.PlainText;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens calls before they go out and brings each to its one end.
@ApplicationScoped
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_RAW_USAGE = 10_000;

    private final EntityManager entities;

    Ledger(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void open(CallOpening opening) {
        var call = new CallEntity();
        call.id = opening.id();
        call.runId = opening.run();
        call.turn = opening.turn();
        call.persona = opening.persona();
        call.purpose = opening.purpose().wireName();
        call.attempt = opening.attempt();
        call.mode = opening.mode().wireName();
        call.project = opening.project();
        call.username = opening.user();
        call.provider = opening.model().provider();
        call.modelAsked = opening.asked().toString();
        call.model = opening.model().toString();
        call.at = opening.at();
        call.outcome = Outcome.OPEN.wireName();
        call.holdUsd = amount(opening.hold());
        call.persist();
    }

    /// @throws IllegalStateException when the call is not open: no call ends twice
    @Transactional(Transactional.TxType.MANDATORY)
    public void end(UUID id, CallEnd end) {
        var call = entities.find(CallEntity.class, id);
        if (call == null || !Outcome.OPEN.wireName().equals(call.outcome)) {
            throw new IllegalStateException(
                    "call " + id + " is not open: " + (call == null ? "missing" : call.outcome));
        }
        switch (end) {
            case CallEnd.Settled settled -> settle(call, settled);
            case CallEnd.Failed(var reason, long latencyMs) -> {
                call.outcome = Outcome.FAILED.wireName();
                call.reason = kept(reason, LONGEST_REASON);
                call.latencyMs = latencyMs;
            }
            case CallEnd.Unknown unknown -> {
                call.outcome = Outcome.UNKNOWN.wireName();
                call.reason = kept(unknown.reason(), LONGEST_REASON);
                call.latencyMs = unknown.latencyMs();
                call.modelReturned = kept(unknown.modelReturned(), LONGEST_NAME);
                call.responseId = kept(unknown.responseId(), LONGEST_NAME);
                call.rawUsage = kept(unknown.rawUsage(), LONGEST_RAW_USAGE);
            }
        }
    }

    /// Where the call stands; empty when it was never opened.
    @Transactional
    public Optional<Outcome> outcome(UUID id) {
        return Optional.ofNullable(entities.find(CallEntity.class, id)).map(call -> Outcome.ofWireName(call.outcome));
    }

    /// Ends every call of a run that nobody waits for any more.
    ///
    /// @return how many there were
    @Transactional(Transactional.TxType.MANDATORY)
    public int giveUpOpenCalls(UUID run, String reason) {
        return entities.createQuery(
                        "update CallEntity set outcome = :unknown, reason = :reason where runId = :run and outcome = :open")
                .setParameter("unknown", Outcome.UNKNOWN.wireName())
                .setParameter("open", Outcome.OPEN.wireName())
                .setParameter("reason", reason)
                .setParameter("run", run)
                .executeUpdate();
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

    private static void settle(CallEntity call, CallEnd.Settled settled) {
        var usage = settled.usage();
        call.outcome = Outcome.SETTLED.wireName();
        call.modelReturned = kept(settled.modelReturned(), LONGEST_NAME);
        call.responseId = kept(settled.responseId(), LONGEST_NAME);
        call.latencyMs = settled.latencyMs();
        call.input = usage.input();
        call.cacheRead = usage.cacheRead();
        call.cacheWrite5m = usage.cacheWrite5m();
        call.cacheWrite1h = usage.cacheWrite1h();
        call.output = usage.output();
        call.reasoning = usage.reasoning();
        call.rawUsage = kept(settled.rawUsage(), LONGEST_RAW_USAGE);
        call.savedUsd = amount(settled.saved());
        switch (settled.priced()) {
            case PricedUsage.Known known -> {
                price(call, known);
                noticeOverage(call);
            }
            case PricedUsage.Unknown(var reason) -> call.reason = kept(reason, LONGEST_REASON);
        }
    }

    /// A hold is a bound. Where a provider billed more all the same, the entry says so and the log warns.
    private static void noticeOverage(CallEntity call) {
        if (call.holdUsd != null && call.usd.compareTo(call.holdUsd) > 0) {
            call.reason = "cost more than the " + call.holdUsd.toPlainString() + " USD held for it";
            LOG.warnf("call %s of %s %s", call.id, call.model, call.reason);
        }
    }

    private static void price(CallEntity call, PricedUsage.Known known) {
        call.usd = known.total().amount();
        call.usdInput = amount(known.byClass().get(TokenClass.INPUT));
        call.usdCacheRead = amount(known.byClass().get(TokenClass.CACHE_READ));
        call.usdCacheWrite5m = amount(known.byClass().get(TokenClass.CACHE_WRITE_5M));
        call.usdCacheWrite1h = amount(known.byClass().get(TokenClass.CACHE_WRITE_1H));
        call.usdOutput = amount(known.byClass().get(TokenClass.OUTPUT));
        call.priceEffectiveFrom = known.price().effectiveFrom();
        call.priceRecordedAt = known.price().recordedAt();
        call.priceAssumed = known.price().assumed();
        call.priceTier = known.price().tier();
        call.priceSource = known.price().source();
    }

    @SuppressWarnings("NullAway") // a column without a value is null on purpose
    private static BigDecimal amount(@Nullable Usd usd) {
        return usd == null ? null : usd.amount();
    }

    /// What a provider wrote, fit for a column.
    @SuppressWarnings("NullAway") // a column without a value is null on purpose
    private static String kept(@Nullable String text, int most) {
        return text == null ? null : PlainText.of(text, most);
    }
}
