package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.Period.Stretch;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How every budget stands at this moment.
@ApplicationScoped
public class BudgetStanding {
    /// Accounts that are told of under one rule, those that used most first.
    public static final int MOST_OF_A_RULE = 200;

    private final DataSource database;
    private final Clock clock;

    public BudgetStanding(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One line for each account of a current stretch, and one for each rule without any; then the unfinished runs that
    /// brought limits of their own. Rules stand in the order of scopes, subjects and periods.
    public List<BudgetLine> lines(RunMode mode) {
        return Transactions.read(database, connection -> lines(connection, mode));
    }

    private List<BudgetLine> lines(Connection connection, RunMode mode) throws SQLException {
        var now = clock.instant();
        var rules = StoredRule.all(connection, mode).stream()
                .sorted(Comparator.comparing((StoredRule rule) -> rule.rule().scope())
                        .thenComparing(rule -> !rule.key().isForEverybody())
                        .thenComparing(rule -> rule.rule().subject())
                        .thenComparing(rule -> rule.rule().period()))
                .toList();
        var accounts = accounts(connection, mode, rules, now);
        var lines = new ArrayList<BudgetLine>();
        for (var rule : rules) {
            var own = accounts.getOrDefault(rule.id(), List.of());
            own.forEach(account -> lines.add(new BudgetLine(mode, rule, account)));
            if (own.isEmpty()) {
                lines.add(new BudgetLine(mode, rule, empty(rule, now)));
            }
        }
        for (var account : accounts.getOrDefault(null, List.of())) {
            lines.add(new BudgetLine(mode, null, account));
        }
        return lines;
    }

    /// By the number of their rule, null for runs with limits of their own.
    private static Map<@Nullable Long, List<Account>> accounts(
            Connection connection, RunMode mode, List<StoredRule> rules, Instant now) throws SQLException {
        var accounts = new LinkedHashMap<@Nullable Long, List<Account>>();
        var sql = new Sql()
                .add("""
                select * from (
                    select account.*, row_number() over (partition by rule_id
                        order by spent_usd + unknown_usd + late_usd + held_usd desc, id) as place
                    from budget_account account
                    where mode = ? and starts_at <= ? and (ends_at is null or ends_at > ?)
                        and (scope <> 'run' or subject in (select id::text from run where ended_at is null and mode = ?))
                ) accounts where place <= ? order by place""", mode.wireName(), AccountRows.at(now), AccountRows.at(now), mode.wireName(), MOST_OF_A_RULE);
        var ruleById = new LinkedHashMap<Long, StoredRule>();
        rules.forEach(rule -> ruleById.put(rule.id(), rule));
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong("rule_id");
                @Nullable Long key = rows.wasNull() ? null : (Long) id;
                var account = AccountRows.account(rows);
                if (key == null ? account.scope() == Scope.RUN : isCurrent(ruleById.get(key), account, now)) {
                    accounts.computeIfAbsent(key, _ -> new ArrayList<>()).add(account);
                }
            }
        }
        return accounts;
    }

    /// An account may lie in a stretch of a zone that its rule no longer follows.
    private static boolean isCurrent(@Nullable StoredRule rule, Account account, Instant now) {
        return rule != null && stretch(rule, now).startsAt().equals(account.startsAt());
    }

    private static Account empty(StoredRule stored, Instant now) {
        var rule = stored.rule();
        var stretch = stretch(stored, now);
        return new Account(
                BudgetLine.NO_ACCOUNT,
                rule.scope(),
                rule.subject(),
                rule.period(),
                stretch.startsAt(),
                stretch.endsAt(),
                rule.limit(),
                rule.action(),
                rule.unpriced(),
                Usd.ZERO,
                Usd.ZERO,
                Usd.ZERO,
                0,
                Usd.ZERO,
                null,
                Set.of());
    }

    private static Stretch stretch(StoredRule rule, Instant now) {
        return rule.rule().period().stretch(now, rule.rule().zone());
    }
}
