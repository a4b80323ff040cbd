import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What must be true of runs, messages and calls once all is over.
final class RunChecks {
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final String NOT_ENDED =
            """
            select id, status, stop_reason from run
            where status not in ('finished', 'stopped', 'budget-exhausted', 'failed') or ended_at is null""";
    /// A run may fail because of its providers, and of nothing else.
    private static final String FAILED_BY_ITSELF =
            """
            select id, status, stop_reason from run
            where status = 'failed' and (stop_reason is null or stop_reason like '%inside Parley%'
                or not exists (select 1 from call where call.run_id = run.id and outcome in ('failed', 'unknown')))""";
    private static final String GAPS =
            """
            select run.id, status, count(turn) || ' messages up to ' || coalesce(max(turn), 0) from run
            left join message on message.run_id = run.id
            group by run.id having count(turn) <> coalesce(max(turn), 0) or count(distinct turn) <> count(turn)""";
    /// A finished run has all its turns, unless another rule of its script ended it.
    private static final String FINISHED_EARLY =
            """
            select id, status, said || ' of ' || turns || ' turns: ' || coalesce(stop_reason, 'no reason')
            from (select run.*, (select count(*) from message where run_id = run.id) said from run) run
            where status = 'finished' and said <> turns
              and (stop_reason is null or said > turns
                   or not (stop_reason like '"%" was said' or stop_reason like 'the script''s limit of % was reached'))""";
    private static final String MESSAGES_WITHOUT_CALL =
            """
            select message.run_id, 'turn ' || message.turn, coalesce(outcome, 'no call') from message
            left join call on call.id = message.call_id
            where message.origin = 'model' and (outcome is null or outcome not in ('settled', 'unknown'))""";
    private static final String OWN_BUDGET_PASSED =
            """
            select run.id, status, sum(coalesce(usd, hold_usd)) || ' of ' || budget_usd from run
            join call on call.run_id = run.id and outcome in ('settled', 'unknown')
            where budget_usd is not null
            group by run.id having sum(coalesce(usd, hold_usd)) > budget_usd or count(*) > count(coalesce(usd, hold_usd))""";

    private final Sql sql;
    private final Checks checks;

    RunChecks(Sql sql, Checks checks) {
        this.sql = sql;
        this.checks = checks;
    }

    void check(int asked, int started) throws Exception {
        for (var status : sql.list("select status, count(*) from run group by status order by status", RunChecks::pair)) {
            checks.tell("runs that are " + status.getFirst(), status.getLast());
        }
        checks.check("runs in the database, one for each key", sql.count("select count(*) from run") + " of " + asked,
                sql.count("select count(*) from run") == asked && started == asked);
        checks.none("runs in no legal end", sql.list(NOT_ENDED, RunChecks::line));
        checks.none("runs that failed but not by a provider", sql.list(FAILED_BY_ITSELF, RunChecks::line));
        checks.tell("messages", sql.count("select count(*) from message"));
        checks.none("runs whose messages have a gap or a double", sql.list(GAPS, RunChecks::line));
        checks.none("finished runs without all their turns", sql.list(FINISHED_EARLY, RunChecks::line));
        checks.none("messages without a paid call", sql.list(MESSAGES_WITHOUT_CALL, RunChecks::line));
        checks.none("open calls", sql.list("select run_id, id, at from call where outcome = 'open'", RunChecks::line));
        checks.none("runs that spent more than their own budget", sql.list(OWN_BUDGET_PASSED, RunChecks::line));
        leftOpen("holds left in accounts, in USD", "select coalesce(sum(held_usd), 0) from budget_account");
        leftOpen("calls that gates believe to be out", "select coalesce(sum(open_calls), 0) from provider_gate");
    }

    /// What a dead node left behind may take a sweep to go.
    private void leftOpen(String what, String query) throws Exception {
        var deadline = Instant.now().plus(SETTLING);
        while (sql.amount(query).signum() != 0 && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
        }
        var left = sql.amount(query);
        checks.check(what, left.toPlainString(), left.signum() == 0);
    }

    private static List<String> pair(ResultSet row) throws SQLException {
        return List.of(row.getString(1), row.getString(2));
    }

    private static String line(ResultSet row) throws SQLException {
        return row.getString(1) + ": " + row.getString(2) + ": " + row.getString(3);
    }
}
