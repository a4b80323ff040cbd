package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.Level;
import dev.parley.conversation.RunMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A budget as it stands: an account of the current stretch under its rule.
///
/// @param rule null for the limit that a run brought itself
/// @param account where nobody has spent anything yet, an empty one of number 0
public record BudgetLine(RunMode mode, @Nullable StoredRule rule, Account account) {
    public static final long NO_ACCOUNT = 0;

    public boolean hasAccount() {
        return account.id() != NO_ACCOUNT;
    }

    /// The highest level that holds at `now`; null when less than a warning is due. A call was kept back, and there is
    /// hardly more room since: then it is stopped.
    public @Nullable Level level(Instant now) {
        var reached = Level.reachedBy(account, now);
        var extra = account.extra();
        boolean isExtended = extra != null && now.isBefore(extra.until());
        if (!reached.isEmpty()
                && account.action() != Action.WARN
                && !isExtended
                && account.told().contains(Level.STOPPED)) {
            return Level.STOPPED;
        }
        return reached.stream().max(Level::compareTo).orElse(null);
    }
}
