package dev.parley.budget;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accounts of a user's day that show only what matters.
final class Accounts {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private Accounts() {}

    static Account of(@Nullable String limit, String spent, String held) {
        return of(limit, spent, held, Action.BLOCK, Unpriced.REFUSE);
    }

    static Account of(@Nullable String limit, String spent, String held, Action action, Unpriced unpriced) {
        return new Account(
                1,
                Scope.USER,
                "mara",
                Period.DAY,
                Instant.parse("2026-11-25T00:00:00Z"),
                Instant.parse("2026-11-26T00:00:00Z"),
                limit == null ? null : Usd.of(limit),
                action,
                unpriced,
                Usd.of(spent),
                Usd.of(held),
                Usd.ZERO,
                0,
                Usd.ZERO,
                null,
                Set.of());
    }

    static Account withExtra(Account account, String usd, Instant until) {
        return new Account(
                account.id(),
                account.scope(),
                account.subject(),
                account.period(),
                account.startsAt(),
                account.endsAt(),
                account.limit(),
                account.action(),
                account.unpriced(),
                account.spent(),
                account.held(),
                account.unknown(),
                account.unboundedCalls(),
                account.late(),
                new Account.Extra(Usd.of(usd), until),
                account.told());
    }
}
