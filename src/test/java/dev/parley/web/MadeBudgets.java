package dev.parley.web;

import dev.parley.budget.Account;
import dev.parley.budget.BudgetRule;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Level;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.Alert;
import dev.parley.ledger.BudgetChange;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.LimitChange;
import dev.parley.ledger.LimitOutcome;
import dev.parley.ledger.Overrides;
import dev.parley.ledger.StoredRule;
import dev.parley.ledger.StoredRule.Source;
import dev.parley.money.Usd;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Budgets of every state on the live side, one of them of somebody with a hostile name; none for rehearsals.
@Alternative
@Singleton
public class MadeBudgets implements BudgetDesk {
    static final String HOSTILE = "<script>alert(1)</script>";

    static final Instant NOW = Instant.now();

    final List<LimitChange> changes = new CopyOnWriteArrayList<>();
    final List<Overrides.Wanted> allowed = new CopyOnWriteArrayList<>();
    volatile @Nullable String acknowledgedBy;
    volatile boolean isAway;

    @Override
    public List<BudgetLine> standing(RunMode mode) {
        if (isAway) {
            throw new IllegalStateException("no database");
        }
        if (mode == RunMode.REHEARSAL) {
            return List.of();
        }
        var system = rule(1, Scope.SYSTEM, "system", Period.MONTH, "500", Source.FILE);
        var user = rule(2, Scope.USER, "*", Period.DAY, "10", Source.PERSON);
        var project = rule(3, Scope.PROJECT, HOSTILE, Period.MONTH, "50", Source.FILE);
        var persona = rule(4, Scope.PERSONA, "*", Period.TOTAL, null, Source.FILE);
        var request = rule(5, Scope.REQUEST, "*", Period.TOTAL, "1", Source.FILE);
        return List.of(
                new BudgetLine(RunMode.LIVE, system, account(1, system.rule(), "system", "12.5", "0.25", "0", 0)),
                new BudgetLine(RunMode.LIVE, user, account(2, user.rule(), "mara", "9.7", "0.1", "0.05", 0)),
                new BudgetLine(RunMode.LIVE, user, account(3, user.rule(), "jonas", "8.1", "0", "0", 2)),
                new BudgetLine(RunMode.LIVE, project, account(0, project.rule(), HOSTILE, "0", "0", "0", 0)),
                new BudgetLine(RunMode.LIVE, persona, account(5, persona.rule(), "ada", "3", "0", "0", 0)),
                new BudgetLine(RunMode.LIVE, request, account(0, request.rule(), "*", "0", "0", "0", 0)));
    }

    private static StoredRule rule(
            long id, Scope scope, String subject, Period period, @Nullable String limit, Source source) {
        return new StoredRule(
                RunMode.LIVE,
                new BudgetRule(
                        id,
                        scope,
                        subject,
                        period,
                        ZoneOffset.UTC,
                        limit == null ? null : Usd.of(limit),
                        Action.BLOCK,
                        Unpriced.REFUSE),
                source);
    }

    private static Account account(
            long id, BudgetRule rule, String subject, String spent, String held, String unknown, long unbounded) {
        var stretch = rule.period().stretch(NOW, rule.zone());
        return new Account(
                id,
                rule.scope(),
                subject,
                rule.period(),
                stretch.startsAt(),
                stretch.endsAt(),
                rule.limit(),
                rule.action(),
                rule.unpriced(),
                Usd.of(spent),
                Usd.of(held),
                Usd.of(unknown),
                unbounded,
                Usd.ZERO,
                null,
                Set.of());
    }

    @Override
    public LimitOutcome change(LimitChange change) {
        changes.add(change);
        return "spent".equals(change.reason())
                ? new LimitOutcome.Refused(0, "limit", "is below the 9.7 USD that user mara has already used")
                : new LimitOutcome.Changed(List.of(2L));
    }

    @Override
    public LimitOutcome giveBack(long rule, String by, @Nullable String reason) {
        return rule == 2 ? new LimitOutcome.Changed(List.of(rule)) : new LimitOutcome.NoSuchRule();
    }

    @Override
    public Overrides.Outcome allow(Overrides.Wanted wanted) {
        allowed.add(wanted);
        return wanted.reason().isEmpty()
                ? new Overrides.Outcome.Refused("reason", "must have 1 to 500 characters")
                : new Overrides.Outcome.Allowed(1);
    }

    @Override
    public Optional<List<BudgetChange>> history(long rule) {
        return rule == 2
                ? Optional.of(List.of(new BudgetChange(NOW, "ada", HOSTILE, "changed", "8 USD a day", "10 USD a day")))
                : Optional.empty();
    }

    @Override
    public List<Alert> alerts(@Nullable RunMode mode, boolean openOnly, @Nullable Long below, int most) {
        if (mode == RunMode.REHEARSAL || (openOnly && acknowledgedBy != null)) {
            return List.of();
        }
        return List.of(alert());
    }

    private Alert alert() {
        return new Alert(
                7,
                Level.CRITICAL,
                RunMode.LIVE,
                Scope.USER,
                HOSTILE,
                Period.DAY,
                NOW.minus(Duration.ofHours(3)),
                NOW,
                "$9.70 of $10.00 is used",
                acknowledgedBy,
                acknowledgedBy == null ? null : NOW);
    }

    @Override
    public Optional<Alert> acknowledge(long alert, String by) {
        if (alert != 7) {
            return Optional.empty();
        }
        acknowledgedBy = acknowledgedBy == null ? by : acknowledgedBy;
        return Optional.of(alert());
    }

    @Override
    public Map<RunMode, Long> unacknowledged() {
        return acknowledgedBy == null ? Map.of(RunMode.LIVE, 3L, RunMode.REHEARSAL, 1L) : Map.of();
    }
}
