package dev.parley.ledger;

import dev.parley.budget.LimitEntry;
import dev.parley.ledger.LimitOutcome.Refused;
import dev.parley.ledger.LimitOutcome.RefusedException;
import dev.parley.money.Usd;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses changes of limits that cannot be. What is thrown rolls everything back.
final class LimitCheck {
    static final int LONGEST_REASON = 500;

    private LimitCheck() {}

    /// @param others all changes of the side, this one among them
    static void check(int item, LimitChange change, LimitEntry entry, List<LimitChange> others) {
        entry.misfit().ifPresent(misfit -> {
            throw refused(item, misfit.field(), misfit.words());
        });
        checkWords(item, change.by(), change.reason());
        if (others.stream().filter(other -> other.key().equals(change.key())).count() > 1) {
            throw refused(item, "scope", "two changes are of the same scope, subject and period");
        }
    }

    static void checkWords(int item, String by, @Nullable String reason) {
        if (by.isBlank() || by.length() > LimitEntry.LONGEST_NAME || !isPlain(by)) {
            throw refused(
                    item, "by", "must have 1 to " + LimitEntry.LONGEST_NAME + " characters and no control character");
        }
        if (reason != null && (reason.length() > LONGEST_REASON || !isPlain(reason.replace("\n", "")))) {
            throw refused(
                    item, "reason", "must have at most " + LONGEST_REASON + " characters and no control character");
        }
    }

    /// To be asked once the accounts are in line with the rule: none may have used more than it allows.
    static void checkUsed(Connection connection, int item, long rule, Instant now) throws SQLException {
        var sql = new Sql().add("""
                        select account.scope, account.subject, account.limit_usd, spent_usd + unknown_usd + late_usd as used
                        from budget_account account join budget_rule rule on rule.id = account.rule_id
                        where rule.id = ? and spent_usd + unknown_usd + late_usd > account.limit_usd
                            and account.starts_at <= ? and (account.ends_at is null or account.ends_at > ?)
                            and (account.scope <> 'run'
                                or account.subject in (select id::text from run where ended_at is null))
                        order by used desc limit 1""", rule, AccountRows.at(now), AccountRows.at(now));
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            if (rows.next()) {
                var scope = rows.getString("scope");
                var whose = scope.equals("system") ? "the system" : scope + " " + rows.getString("subject");
                throw refused(
                        item,
                        "limit",
                        "is below the " + new Usd(rows.getBigDecimal("used")).plain() + " USD that " + whose
                                + " has already used (spent, unknown and late), found "
                                + new Usd(rows.getBigDecimal("limit_usd")).plain());
            }
        }
    }

    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point)
                        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static RefusedException refused(int item, String field, String words) {
        return new RefusedException(new Refused(item, field, words));
    }
}
