import java.sql.ResultSet;
import java.sql.SQLException;

/// What must be true of budgets. There is nothing to hold it against before the program keeps accounts; as soon as it
/// answers for budgets, that itself is a failure.
final class AccountChecks {
    private static final String USED =
            """
            spent_usd + unknown_usd + late_usd""";
    private static final String ALLOWED =
            """
            limit_usd + coalesce((select sum(usd) from budget_override where account_id = account.id), 0)""";
    private static final String PASSED =
            "select id, scope || ' ' || subject, " + USED + " || ' of ' || " + ALLOWED + " from budget_account account"
                    + " where limit_usd is not null and action = 'block' and " + USED + " > " + ALLOWED;
    /// Of each account, what its calls in the ledger come to. A settled call without a price counts as unknown.
    private static final String DIFFERENT =
            """
            with calls as (
              select account, coalesce(sum(usd) filter (where outcome = 'settled'), 0) spent,
                     coalesce(sum(hold_usd) filter (where lost), 0) unknown,
                     count(*) filter (where lost and hold_usd is null) unbounded,
                     coalesce(sum(beyond_usd), 0) late
              from (select call.usd, outcome, hold_usd, unnest(accounts) account, beyond_usd,
                           outcome = 'unknown' or (outcome = 'settled' and call.usd is null) lost
                    from call left join late_usage on late_usage.call_id = call.id) call
              group by account)
            select id, scope || ' ' || subject || ' ' || period,
                   'spent ' || spent_usd || ' and ' || coalesce(spent, 0) || ' by its calls, unknown ' || unknown_usd
                   || ' and ' || coalesce(unknown, 0) || ', unbounded ' || unbounded_calls || ' and '
                   || coalesce(unbounded, 0) || ', late ' || late_usd || ' and ' || coalesce(late, 0)
            from budget_account left join calls on account = id
            where spent_usd <> coalesce(spent, 0) or unknown_usd <> coalesce(unknown, 0)
               or unbounded_calls <> coalesce(unbounded, 0) or late_usd <> coalesce(late, 0)""";
    private static final String SYSTEM_DIFFERS =
            """
            select id, mode || ' ' || period, spent_usd || ' and the ledger has ' || ledger from (
              select account.*, (select coalesce(sum(usd), 0) from call
                                 where call.mode = account.mode and call.at >= account.starts_at
                                   and (account.ends_at is null or call.at < account.ends_at)) ledger
              from budget_account account where scope = 'system') account
            where spent_usd <> ledger""";
    private static final String OUTSIDE_ACCOUNTS =
            """
            select id, outcome, 'counts in no account' from call where cardinality(accounts) = 0""";

    private static final String EXHAUSTED =
            "select count(*) from run where status = 'budget-exhausted' and budget_usd is null and project = ?";

    private final Sql sql;
    private final Checks checks;

    AccountChecks(Sql sql, Checks checks) {
        this.sql = sql;
        this.checks = checks;
    }

    void check(ChaosNode node) throws Exception {
        long accounts = sql.count("select count(*) from budget_account");
        boolean kept = node.get("/api/budgets").statusCode() == 200;
        if (!kept && accounts == 0) {
            checks.tell("budget accounts: the program keeps none yet", 0);
            return;
        }
        checks.check("budget accounts", accounts, accounts > 0);
        checks.check("system accounts", sql.count("select count(*) from budget_account where scope = 'system'"),
                sql.count("select count(*) from budget_account where scope = 'system'") > 0);
        long exhausted = sql.count(EXHAUSTED, ChaosRuns.POOR_PROJECT);
        checks.check("runs that a budget shared by many runs has ended", exhausted, exhausted > 0);
        checks.none("accounts that passed their limit", sql.list(PASSED, AccountChecks::line));
        checks.none("accounts that differ from their calls", sql.list(DIFFERENT, AccountChecks::line));
        checks.none("system accounts that differ from the ledger", sql.list(SYSTEM_DIFFERS, AccountChecks::line));
        checks.none("calls that count in no account", sql.list(OUTSIDE_ACCOUNTS, AccountChecks::line));
    }

    private static String line(ResultSet row) throws SQLException {
        return row.getString(1) + ": " + row.getString(2) + ": " + row.getString(3);
    }
}
