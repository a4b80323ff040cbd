package dev.parley.budget;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One budget in one stretch of time: what it allows and what has become of it. Every change gives a new account.
///
/// @param limit null counts without a limit
/// @param held by calls that are out
/// @param unknown bounds of calls whose cost will never be known
/// @param unboundedCalls calls of unknown cost that not even have a bound
/// @param late what came beyond the bound of calls that had ended as unknown
/// @param extra what somebody allowed on top; null when nobody did
/// @param told the levels that an alert has told of
public record Account(
        long id,
        Scope scope,
        String subject,
        Period period,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Usd limit,
        Action action,
        Unpriced unpriced,
        Usd spent,
        Usd held,
        Usd unknown,
        long unboundedCalls,
        Usd late,
        @Nullable Extra extra,
        Set<Level> told) {
    public Account {
        told = Set.copyOf(told);
        if (held.isNegative()) {
            throw new IllegalArgumentException("account " + id + " holds " + held);
        }
    }

    /// What somebody allowed on top of a limit, for a while.
    public record Extra(Usd usd, Instant until) {}

    /// What may be spent at `now`, what somebody allowed on top included; null without a limit.
    public @Nullable Usd allowed(Instant now) {
        if (limit == null || extra == null || !now.isBefore(extra.until())) {
            return limit;
        }
        return limit.plus(extra.usd());
    }

    /// What has gone for good, as far as anybody can tell.
    public Usd used() {
        return spent.plus(unknown).plus(late);
    }

    /// What can still be set aside; below zero after an overage, or when an override has ended. Null without a limit.
    public @Nullable Usd left(Instant now) {
        var allowed = allowed(now);
        return allowed == null ? null : allowed.minus(used()).minus(held);
    }

    /// Whether calls are kept from passing the limit.
    boolean isHard() {
        return limit != null && action != Action.WARN;
    }

    public Account hold(Usd usd) {
        return with(spent, held.plus(usd), unknown, unboundedCalls, late, told);
    }

    /// A call ended at this cost, and its hold is given back.
    public Account settle(Usd hold, Usd cost) {
        return with(spent.plus(cost), held.minus(hold), unknown, unboundedCalls, late, told);
    }

    /// A call ended free of charge.
    public Account release(Usd hold) {
        return with(spent, held.minus(hold), unknown, unboundedCalls, late, told);
    }

    /// A call ended, and nobody can say what it cost: its hold stays as a bound.
    ///
    /// @param hold null when not even a bound is known
    public Account lose(@Nullable Usd hold) {
        return hold == null
                ? with(spent, held, unknown, unboundedCalls + 1, late, told)
                : with(spent, held.minus(hold), unknown.plus(hold), unboundedCalls, late, told);
    }

    /// More came in than an unknown cost was bounded by.
    public Account addLate(Usd beyond) {
        return with(spent, held, unknown, unboundedCalls, late.plus(beyond), told);
    }

    public Account tell(Set<Level> levels) {
        return with(spent, held, unknown, unboundedCalls, late, levels);
    }

    private Account with(Usd spent, Usd held, Usd unknown, long unboundedCalls, Usd late, Set<Level> told) {
        return new Account(
                id,
                scope,
                subject,
                period,
                startsAt,
                endsAt,
                limit,
                action,
                unpriced,
                spent,
                held,
                unknown,
                unboundedCalls,
                late,
                extra,
                told);
    }
}
