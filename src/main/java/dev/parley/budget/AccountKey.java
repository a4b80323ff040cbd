package dev.parley.budget;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which account a call counts in, and what that account begins with when it is not there yet.
///
/// @param rule the number of its rule; null for a limit that a run brought itself
/// @param limit only where there is no rule
public record AccountKey(
        Scope scope,
        String subject,
        Period period,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Long rule,
        @Nullable Usd limit) {
    /// What a limit does that a run brought itself.
    public static final Action OWN_ACTION = Action.BLOCK;

    public static final Unpriced OWN_UNPRICED = Unpriced.REFUSE;

    static AccountKey of(BudgetRule rule, String subject, Instant at) {
        var stretch = rule.period().stretch(at, rule.zone());
        return new AccountKey(
                rule.scope(), subject, rule.period(), stretch.startsAt(), stretch.endsAt(), rule.id(), null);
    }

    static AccountKey ofRun(String run, Usd limit) {
        return new AccountKey(Scope.RUN, run, Period.TOTAL, Instant.EPOCH, null, null, limit);
    }
}
