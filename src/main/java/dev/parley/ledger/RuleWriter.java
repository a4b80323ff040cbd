package dev.parley.ledger;

import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.StoredRule.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes changes of one side's rules with their audit, in a transaction that holds the lock alone, and afterwards
/// brings the accounts in line.
final class RuleWriter {
    private final Connection connection;
    private final RunMode mode;
    private final Instant now;
    private final Set<Place> touched = new LinkedHashSet<>();
    private final Set<Long> fresh = new HashSet<>();

    RuleWriter(Connection connection, RunMode mode, Instant now) {
        this.connection = connection;
        this.mode = mode;
        this.now = now;
    }

    /// Rules of one place share its accounts: each subject counts under one of them.
    record Place(Scope scope, Period period) {
        static Place of(LimitEntry entry) {
            return new Place(entry.scope(), entry.period());
        }
    }

    /// @return the rule's number
    long write(RuleStep step, String by, @Nullable String reason) throws SQLException {
        return switch (step) {
            case RuleStep.Add(var entry, var zone, var source) -> add(entry, zone, source, by, reason);
            case RuleStep.Change(var before, var entry, var zone, var source) -> {
                change(before, entry, zone, source, by, reason);
                yield before.id();
            }
            case RuleStep.Remove(var before) -> {
                remove(before, by, reason);
                yield before.id();
            }
        };
    }

    /// To be called once, after all changes.
    void finish() throws SQLException {
        new Sql().add("update budget_rules_version set version = version + 1").run(connection);
        var rules = StoredRule.all(connection, mode);
        var accounts = new TreeSet<Long>();
        for (var place : touched) {
            accounts.addAll(new AccountRefresh(connection, mode, place, rules, now).refresh(fresh));
        }
        Books.tellOfLimits(connection, accounts, now);
        AlertNotice.tell(connection);
    }

    private long add(LimitEntry entry, ZoneId zone, Source source, String by, @Nullable String reason)
            throws SQLException {
        var sql = new Sql()
                .add(
                        "insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)"
                                + " values (?, ?, ?, ?, ?, ?::numeric, ?, ?, ?) returning id",
                        mode.wireName(),
                        entry.scope().wireName(),
                        entry.subject(),
                        entry.period().wireName(),
                        zone.getId(),
                        amount(entry),
                        entry.action().wireName(),
                        entry.unpriced().wireName(),
                        source.wireName());
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            rows.next();
            long id = rows.getLong(1);
            fresh.add(id);
            touched.add(Place.of(entry));
            audit(id, entry, "added", null, words(entry, zone), by, reason);
            return id;
        }
    }

    private void change(
            StoredRule before, LimitEntry entry, ZoneId zone, Source source, String by, @Nullable String reason)
            throws SQLException {
        new Sql()
                .add(
                        "update budget_rule set zone = ?, limit_usd = ?::numeric, action = ?, unpriced = ?, source = ?"
                                + " where id = ?",
                        zone.getId(),
                        amount(entry),
                        entry.action().wireName(),
                        entry.unpriced().wireName(),
                        source.wireName(),
                        before.id())
                .run(connection);
        if (!zone.equals(before.rule().zone())) {
            fresh.add(before.id());
        }
        touched.add(Place.of(entry));
        boolean isGivenBack = source == Source.FILE && before.source() == Source.PERSON;
        audit(
                before.id(),
                entry,
                isGivenBack ? "given back" : "changed",
                words(before.entry(), before.rule().zone()),
                words(entry, zone),
                by,
                reason);
    }

    private void remove(StoredRule before, String by, @Nullable String reason) throws SQLException {
        new Sql().add("delete from budget_rule where id = ?", before.id()).run(connection);
        var everybody = StoredRule.all(connection, mode).stream()
                .filter(rule -> rule.key().isForEverybody()
                        && Place.of(rule.entry()).equals(Place.of(before.entry()))
                        && !rule.rule().zone().equals(before.rule().zone()))
                .findFirst();
        everybody.ifPresent(rule -> fresh.add(rule.id()));
        touched.add(Place.of(before.entry()));
        var words = words(before.entry(), before.rule().zone());
        audit(before.id(), before.entry(), "removed", words, null, by, reason);
    }

    private void audit(
            long rule,
            LimitEntry entry,
            String what,
            @Nullable String before,
            @Nullable String after,
            String by,
            @Nullable String reason)
            throws SQLException {
        new BudgetChange(now, by, reason, what, before, after).write(connection, rule, mode, entry.key());
    }

    /// For people, and exact.
    static String words(LimitEntry entry, ZoneId zone) {
        var limit = entry.limit() == null ? "no limit" : entry.limit().plain() + " USD";
        var howLong =
                entry.period() == Period.TOTAL ? "" : " a " + entry.period().wireName() + " (" + zone + ")";
        return limit + howLong + ", " + entry.action().wireName() + ", without a price "
                + entry.unpriced().wireName();
    }

    private static java.math.@Nullable BigDecimal amount(LimitEntry entry) {
        return entry.limit() == null ? null : entry.limit().amount();
    }
}
