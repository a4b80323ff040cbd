package dev.parley.ledger;

import dev.parley.budget.AccountKey;
import dev.parley.budget.Admission.Shortage;
import dev.parley.budget.BudgetRule;
import dev.parley.budget.Level;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.AlertRows.NewAlert;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.TreeMap;

/// Calls that a limit on single requests kept back. Each rule tells of it once a day: as no money is counted under
/// it, it has an account only to tell from.
final class RefusedRequests {
    private static final int STOPPED = Level.bits(EnumSet.of(Level.STOPPED));

    /// In one order everywhere, so that nodes do not wait for each other in a circle.
    private final TreeMap<Long, Refused> byRule = new TreeMap<>();

    private record Refused(RunMode mode, BudgetRule rule, Shortage shortage) {}

    void add(RunMode mode, BudgetRule rule, Shortage shortage) {
        byRule.putIfAbsent(rule.id(), new Refused(mode, rule, shortage));
    }

    /// To be called last: nothing is locked after these accounts.
    void write(Connection connection, Instant now) throws SQLException {
        var alerts = new ArrayList<NewAlert>();
        for (var refused : byRule.values()) {
            long account = AccountRows.open(connection, refused.mode, today(refused.rule, now));
            if (isNews(connection, account)) {
                var words = "A call was kept back: " + refused.shortage.words();
                alerts.add(new NewAlert(account, Level.STOPPED, words));
            }
        }
        AlertRows.add(connection, alerts, now);
    }

    private static AccountKey today(BudgetRule rule, Instant now) {
        var day = Period.DAY.stretch(now, rule.zone());
        return new AccountKey(Scope.REQUEST, rule.subject(), Period.DAY, day.startsAt(), day.endsAt(), rule.id(), null);
    }

    private static boolean isNews(Connection connection, long account) throws SQLException {
        return new Sql()
                        .add(
                                "update budget_account set told = told | ? where id = ? and told & ? = 0",
                                STOPPED,
                                account,
                                STOPPED)
                        .run(connection)
                == 1;
    }
}
