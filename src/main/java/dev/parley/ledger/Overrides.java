package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What people allow on top of a budget for a while, with their reason.
@ApplicationScoped
public class Overrides {
    /// Longer than any node is away and comes back with the rest.
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private final DataSource database;
    private final Clock clock;

    public Overrides(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param until the first moment at which it no longer counts
    public record Wanted(long account, Usd usd, String reason, Instant until, String by) {}

    public sealed interface Outcome {
        record Allowed(long override) implements Outcome {}

        /// @param field `usd`, `reason`, `until` or `by`
        record Refused(String field, String words) implements Outcome {}

        record NoSuchAccount() implements Outcome {}
    }

    public Outcome allow(Wanted wanted) {
        return Transactions.write(database, connection -> {
            BudgetLock.takeAlone(connection);
            var now = clock.instant();
            var row = find(connection, wanted.account());
            if (row.isEmpty()) {
                return new Outcome.NoSuchAccount();
            }
            var refused = refusal(wanted, row.get().account, now);
            return refused.isPresent() ? refused.get() : new Outcome.Allowed(write(connection, wanted, row.get(), now));
        });
    }

    /// What is reached again now that something allowed has ended. Safe to repeat.
    public void tellOfEnded() {
        Transactions.write(database, connection -> {
            RuleBook.keep(connection);
            var now = clock.instant();
            var books = Books.lock(connection, ended(connection, now), Collections.emptySortedSet(), now);
            books.lookAtLevels();
            books.write(connection);
            return now;
        });
    }

    private static List<Long> ended(Connection connection, Instant now) throws SQLException {
        var sql = new Sql()
                .add(
                        "select id from budget_account where override_until > ? and override_until <= ?"
                                + " and (ends_at is null or ends_at > ?)",
                        AccountRows.at(now.minus(LOOK_BACK)),
                        AccountRows.at(now),
                        AccountRows.at(now));
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            var ended = new ArrayList<Long>();
            while (rows.next()) {
                ended.add(rows.getLong(1));
            }
            return ended;
        }
    }

    private static Optional<Outcome> refusal(Wanted wanted, Account account, Instant now) {
        var usd = wanted.usd();
        if (usd.compareTo(Usd.ZERO) <= 0
                || usd.compareTo(LimitEntry.MOST) > 0
                || usd.amount().scale() > LimitEntry.MOST_DIGITS) {
            return refused(
                    "usd",
                    "must be more than 0 and at most " + LimitEntry.MOST.plain() + ", with at most "
                            + LimitEntry.MOST_DIGITS + " digits behind the point");
        }
        if (account.limit() == null) {
            return refused("usd", "the budget has no limit to allow more than");
        }
        if (wanted.reason().isBlank()
                || wanted.reason().length() > LimitCheck.LONGEST_REASON
                || !LimitCheck.isPlain(wanted.reason().replace("\n", ""))) {
            return refused(
                    "reason", "must have 1 to " + LimitCheck.LONGEST_REASON + " characters and no control character");
        }
        if (wanted.by().isBlank()
                || wanted.by().length() > LimitEntry.LONGEST_NAME
                || !LimitCheck.isPlain(wanted.by())) {
            return refused("by", "must have 1 to " + LimitEntry.LONGEST_NAME + " characters and no control character");
        }
        return untilRefusal(wanted.until(), account, now);
    }

    private static Optional<Outcome> untilRefusal(Instant until, Account account, Instant now) {
        if (!until.isAfter(now)) {
            return refused("until", "must lie ahead, found " + until);
        }
        if (account.endsAt() != null && until.isAfter(account.endsAt())) {
            return refused("until", "must not lie after the budget begins anew at " + account.endsAt());
        }
        var extra = account.extra();
        if (extra != null && extra.until().isAfter(now)) {
            return refused(
                    "until",
                    "overlaps with the " + extra.usd().plain() + " USD that are allowed until " + extra.until());
        }
        return Optional.empty();
    }

    private static Optional<Outcome> refused(String field, String words) {
        return Optional.of(new Outcome.Refused(field, words));
    }

    private record Row(@Nullable Long rule, RunMode mode, Account account) {}

    private static Optional<Row> find(Connection connection, long account) throws SQLException {
        var sql = new Sql().add("select * from budget_account where id = ?", account);
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            long rule = rows.getLong("rule_id");
            boolean hasRule = !rows.wasNull();
            return Optional.of(new Row(
                    hasRule ? rule : null, RunMode.ofWireName(rows.getString("mode")), AccountRows.account(rows)));
        }
    }

    private static long write(Connection connection, Wanted wanted, Row row, Instant now) throws SQLException {
        new Sql()
                .add(
                        "update budget_account set override_usd = ?, override_until = ? where id = ?",
                        wanted.usd().amount(),
                        AccountRows.at(wanted.until()),
                        wanted.account())
                .run(connection);
        Books.tellOfLimits(connection, List.of(wanted.account()), now);
        AlertNotice.tell(connection);
        // Whoever waits for room looks again.
        new Sql().add("update budget_rules_version set version = version + 1").run(connection);
        var key = new LimitEntry.Key(row.account.scope(), row.account.subject(), row.account.period());
        new BudgetChange(
                        now,
                        wanted.by(),
                        wanted.reason(),
                        "override",
                        null,
                        wanted.usd().plain() + " USD on top for " + key.scope().wireName() + " " + key.subject()
                                + " until " + wanted.until())
                .write(connection, row.rule, row.mode, key);
        var sql = new Sql()
                .add(
                        "insert into budget_override (account_id, usd, reason, by_whom, at, until)"
                                + " values (?, ?, ?, ?, ?, ?) returning id",
                        wanted.account(),
                        wanted.usd().amount(),
                        wanted.reason(),
                        wanted.by(),
                        AccountRows.at(now),
                        AccountRows.at(wanted.until()));
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
