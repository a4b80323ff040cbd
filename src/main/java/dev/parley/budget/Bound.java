package dev.parley.budget;

import dev.parley.budget.Admission.Shortage;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A limit that a call must stay under: of an account, or of each single request.
///
/// @param allowed the limit, with what somebody allowed on top
/// @param leftWithoutHolds what would be left if calls that are out cost nothing
record Bound(
        Scope scope,
        String subject,
        Period period,
        BudgetRule.Action action,
        Unpriced unpriced,
        Usd allowed,
        Usd left,
        Usd leftWithoutHolds,
        @Nullable Account account) {
    static List<Bound> all(List<Account> accounts, @Nullable BudgetRule requestRule, Instant now) {
        var bounds = new ArrayList<Bound>();
        for (var account : accounts) {
            if (account.isHard()) {
                bounds.add(of(account, now));
            }
        }
        if (requestRule != null && requestRule.limit() != null && requestRule.action() != BudgetRule.Action.WARN) {
            var limit = requestRule.limit();
            bounds.add(new Bound(
                    Scope.REQUEST,
                    requestRule.subject(),
                    Period.TOTAL,
                    requestRule.action(),
                    requestRule.unpriced(),
                    limit,
                    limit,
                    limit,
                    null));
        }
        return bounds;
    }

    private static Bound of(Account account, Instant now) {
        var left = Objects.requireNonNull(account.left(now));
        return new Bound(
                account.scope(),
                account.subject(),
                account.period(),
                account.action(),
                account.unpriced(),
                Objects.requireNonNull(account.allowed(now)),
                left,
                left.plus(account.held()),
                account);
    }

    boolean refusesUnpriced() {
        return unpriced == Unpriced.REFUSE;
    }

    /// Whether something has been spent that nobody can put a figure to.
    boolean lacksBound() {
        return refusesUnpriced() && account != null && account.unboundedCalls() > 0;
    }

    Shortage shortage(@Nullable HoldAsk ask) {
        return new Shortage(
                account == null ? null : account.id(),
                scope,
                subject,
                period,
                action,
                allowed,
                left,
                leftWithoutHolds.minus(left),
                ask == null ? null : ask.least(),
                lacksBound(),
                account == null ? null : account.endsAt());
    }
}
