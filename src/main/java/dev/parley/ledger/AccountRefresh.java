package dev.parley.ledger;

import dev.parley.budget.BudgetRule;
import dev.parley.budget.Period;
import dev.parley.budget.Period.Stretch;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings the accounts of one place's current stretches in line with its rules. A rule that is new, or whose stretches
/// have moved, finds out from the calls what was spent before it was there.
final class AccountRefresh {
    private final Connection connection;
    private final RunMode mode;
    private final RuleWriter.Place place;
    private final List<StoredRule> rules;
    private final Instant now;
    private final @Nullable UUID run;

    /// @param rules of the side
    AccountRefresh(Connection connection, RunMode mode, RuleWriter.Place place, List<StoredRule> rules, Instant now) {
        this(connection, mode, place, rules, now, null);
    }

    private AccountRefresh(
            Connection connection,
            RunMode mode,
            RuleWriter.Place place,
            List<StoredRule> rules,
            Instant now,
            @Nullable UUID run) {
        this.connection = connection;
        this.mode = mode;
        this.place = place;
        this.rules = rules.stream()
                .filter(rule -> RuleWriter.Place.of(rule.entry()).equals(place))
                .toList();
        this.now = now;
        this.run = run;
    }

    /// Brings the account of one run in line, which rules have passed by while it had ended. The caller keeps the rules
    /// and has locked the run, in this order, and the run no longer counts as ended.
    static void ofRun(Connection connection, RunMode mode, UUID run, Instant now) throws SQLException {
        var place = new RuleWriter.Place(Scope.RUN, Period.TOTAL);
        var refresh = new AccountRefresh(connection, mode, place, StoredRule.all(connection, mode), now, run);
        var all = refresh.rules.stream().map(StoredRule::id).collect(Collectors.toSet());
        Books.tellOfLimits(connection, refresh.refresh(all), now);
    }

    /// @param fresh rules whose accounts are filled from the calls
    /// @return the accounts under these rules
    SortedSet<Long> refresh(Set<Long> fresh) throws SQLException {
        var accounts = new TreeSet<Long>();
        if (place.scope() == Scope.REQUEST) {
            alignRefusals();
            return accounts;
        }
        for (var rule : rules) {
            var stretch = rule.rule().period().stretch(now, rule.rule().zone());
            if (fresh.contains(rule.id())) {
                fill(rule.rule(), stretch);
                countOpenCalls(rule.rule(), stretch);
            }
            accounts.addAll(align(rule.rule(), stretch));
        }
        return accounts;
    }

    /// Under another limit, a refusal is news.
    private void alignRefusals() throws SQLException {
        for (var rule : rules) {
            var limit = rule.rule().limit();
            new Sql()
                    .add(
                            "update budget_account set limit_usd = ?::numeric, told = 0"
                                    + " where scope = 'request' and rule_id = ? and limit_usd is distinct from ?::numeric",
                            limit == null ? null : limit.amount(),
                            rule.id(),
                            limit == null ? null : limit.amount())
                    .run(connection);
        }
    }

    private void fill(BudgetRule rule, Stretch stretch) throws SQLException {
        var sql = new Sql()
                .add(
                        """
                        insert into budget_account as old (rule_id, mode, scope, subject, period, starts_at, ends_at,
                            limit_usd, action, unpriced, spent_usd, held_usd, unknown_usd, unbounded_calls, late_usd)
                        select ?, ?, ?, subject, ?, ?, ?::timestamptz, ?::numeric, ?, ?,
                            spent, held, unknown, unbounded, late
                        from (select\s""",
                        rule.id(),
                        mode.wireName(),
                        place.scope().wireName(),
                        place.period().wireName(),
                        utc(stretch.startsAt()),
                        utc(stretch.endsAt()),
                        rule.limit() == null ? null : rule.limit().amount(),
                        rule.action().wireName(),
                        rule.unpriced().wireName())
                .add(subject() + """
                         as subject, coalesce(sum(call.usd), 0) as spent,
                            coalesce(sum(hold_usd) filter (where outcome = 'open'), 0) as held,
                            coalesce(sum(hold_usd) filter (where call.usd is null and outcome in ('unknown', 'settled')), 0)
                                as unknown,
                            count(*) filter (where call.usd is null and hold_usd is null
                                and outcome in ('unknown', 'settled')) as unbounded,
                            coalesce(sum(late_usage.beyond_usd), 0) as late
                        from call left join late_usage on late_usage.call_id = call.id""" + unfinishedRuns())
                .add(
                        " where call.mode = ? and call.at >= ? and call.at < coalesce(?::timestamptz, 'infinity')",
                        mode.wireName(),
                        utc(stretch.startsAt()),
                        utc(stretch.endsAt()));
        addSubjects(sql, subject(), rule);
        if (run != null) {
            sql.add(" and call.run_id = ?", run);
        }
        sql.add("""
                 group by 1) sums
                on conflict (mode, scope, subject, period, starts_at) do update set
                    spent_usd = excluded.spent_usd, held_usd = excluded.held_usd, unknown_usd = excluded.unknown_usd,
                    unbounded_calls = excluded.unbounded_calls, late_usd = excluded.late_usd""").run(connection);
        if (place.scope() == Scope.RUN) {
            giveRunsTheirOwnLimit();
        }
    }

    /// The holds of calls that are out lie in the account from now on.
    private void countOpenCalls(BudgetRule rule, Stretch stretch) throws SQLException {
        var sql = new Sql()
                .add(
                        """
                        update call set accounts = call.accounts || account.id
                        from budget_account account
                        where call.outcome = 'open' and call.mode = ? and account.mode = call.mode
                            and account.scope = ? and account.period = ? and account.starts_at = ?
                            and call.at >= account.starts_at and (account.ends_at is null or call.at < account.ends_at)
                            and account.id <> all(call.accounts) and account.subject =\s""" + subject(),
                        mode.wireName(),
                        place.scope().wireName(),
                        place.period().wireName(),
                        utc(stretch.startsAt()));
        addSubjects(sql, "account.subject", rule);
        if (run != null) {
            sql.add(" and call.run_id = ?", run);
        }
        sql.run(connection);
    }

    private List<Long> align(BudgetRule rule, Stretch stretch) throws SQLException {
        var sql = new Sql()
                .add(
                        """
                        update budget_account account set rule_id = ?, limit_usd = ?::numeric, action = ?, unpriced = ?
                        where mode = ? and scope = ? and period = ? and starts_at = ?""",
                        rule.id(),
                        rule.limit() == null ? null : rule.limit().amount(),
                        rule.action().wireName(),
                        rule.unpriced().wireName(),
                        mode.wireName(),
                        place.scope().wireName(),
                        place.period().wireName(),
                        utc(stretch.startsAt()));
        if (place.scope() == Scope.RUN) {
            sql.add(
                    " and subject in (select id::text from run where ended_at is null and budget_usd is null"
                            + " and mode = ?)",
                    mode.wireName());
        }
        if (run != null) {
            sql.add(" and account.subject = ?", run.toString());
        }
        addSubjects(sql, "account.subject", rule);
        sql.add(" returning account.id");
        var accounts = new ArrayList<Long>();
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                accounts.add(rows.getLong(1));
            }
        }
        return accounts;
    }

    /// A limit that a run brought stands for the rule.
    private void giveRunsTheirOwnLimit() throws SQLException {
        var sql = new Sql()
                .add(
                        """
                        update budget_account set rule_id = null, limit_usd = run.budget_usd, action = ?, unpriced = ?
                        from run where run.ended_at is null and run.budget_usd is not null
                            and budget_account.scope = 'run' and budget_account.mode = ?
                            and budget_account.subject = run.id::text""",
                        dev.parley.budget.AccountKey.OWN_ACTION.wireName(),
                        dev.parley.budget.AccountKey.OWN_UNPRICED.wireName(),
                        mode.wireName());
        if (run != null) {
            sql.add(" and run.id = ?", run);
        }
        sql.run(connection);
    }

    private String subject() {
        return switch (place.scope()) {
            case SYSTEM -> "'system'";
            case PROJECT -> "call.project";
            case USER -> "call.username";
            case PERSONA -> "call.persona";
            case RUN -> "call.run_id::text";
            case REQUEST -> throw new IllegalStateException("a request has no account");
        };
    }

    private String unfinishedRuns() {
        return place.scope() == Scope.RUN ? " join run on run.id = call.run_id and run.ended_at is null" : "";
    }

    /// Narrows `column` to those who are under this rule and no more special one.
    private void addSubjects(Sql sql, String column, BudgetRule rule) {
        sql.add(" and " + column + " is not null");
        if (!rule.subject().equals(BudgetRule.EVERYBODY)) {
            sql.add(" and " + column + " = ?", rule.subject());
            return;
        }
        for (var other : rules) {
            if (!other.key().isForEverybody()) {
                sql.add(" and " + column + " <> ?", other.rule().subject());
            }
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
