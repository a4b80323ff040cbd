package dev.parley.web;

import dev.parley.budget.Account;
import dev.parley.ledger.BudgetLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One account on the page of budgets.
///
/// @param account 0 where nobody has spent anything yet
/// @param name whose it is
/// @param bar null without a limit
/// @param left null without a limit
/// @param unbounded calls whose cost has no bound, in words; empty when there are none
/// @param level in words; empty below a warning
/// @param resets when it begins anew, in words
/// @param extra what is allowed on top, in words; empty when nothing is
/// @param until until when more would be allowed, unless somebody says otherwise
public record BudgetRow(
        long account,
        String name,
        @Nullable BudgetBar bar,
        Amount spent,
        Amount held,
        Amount unknown,
        @Nullable Amount left,
        String unbounded,
        String level,
        String look,
        String resets,
        String extra,
        String until) {
    static BudgetRow of(BudgetLine line, Instant now) {
        var account = line.account();
        var level = line.level(now);
        var left = account.left(now);
        return new BudgetRow(
                account.id(),
                account.subject(),
                BudgetBar.of(account, now),
                Amount.of(account.spent().plus(account.late())),
                Amount.of(account.held()),
                Amount.of(account.unknown()),
                left == null ? null : Amount.of(left),
                account.unboundedCalls() == 0
                        ? ""
                        : "+ " + Figures.counted(account.unboundedCalls(), "call", "calls") + " with no known limit",
                BudgetWords.level(level),
                BudgetWords.look(level),
                account.endsAt() == null ? "never begins anew" : "begins anew " + Figures.minute(account.endsAt()),
                extra(account, now),
                until(account, now).toString());
    }

    /// Whether more can be allowed.
    public boolean extensible() {
        return account != BudgetLine.NO_ACCOUNT && left != null && extra.isEmpty();
    }

    private static String extra(Account account, Instant now) {
        var extra = account.extra();
        return extra == null || !now.isBefore(extra.until())
                ? ""
                : extra.usd().display() + " more until " + Figures.minute(extra.until());
    }

    private static Instant until(Account account, Instant now) {
        var tomorrow = now.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        var end = account.endsAt();
        return end == null || tomorrow.isBefore(end) ? tomorrow : end;
    }
}
