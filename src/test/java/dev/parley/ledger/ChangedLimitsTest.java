package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Pace;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// What people are told when not the spending of a budget has changed, but its limit.
class ChangedLimitsTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final BudgetBook book = new BudgetBook(DATABASE.source(), CLOCK);
    private final Overrides overrides = new Overrides(DATABASE.source(), CLOCK);

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @BeforeEach
    void spendFour() {
        DATABASE.execute("truncate budget_rule, budget_account, budget_change, budget_override, alert cascade");
        DATABASE.empty();
        DATABASE.insert(List.of(MadeEntry.settled(MadeEntry.RUNS.getFirst(), "ada", "acme/one", NOW, 1, 1, "4")));
        limit("10");
        assertThat(told()).isEmpty();
    }

    @Test
    void aLimitThatIsLoweredTellsAtOnceWhatIsReachedByThen() {
        limit("5");
        assertThat(told()).containsExactly("warning: $4.00 of $5.00 is used");
        limit("4");
        assertThat(told())
                .containsExactly(
                        "warning: $4.00 of $5.00 is used",
                        "critical: $4.00 of $4.00 is used",
                        "exceeded: $4.00 of $4.00 is used");
        limit("4.1");
        limit("4");
        assertThat(told()).as("only what was left behind is told again").hasSize(4);
    }

    @Test
    void aLimitThatIsRaisedLetsItsLevelsBeToldAgain() throws SQLException {
        limit("5");
        limit("100");
        assertThat(told()).hasSize(1);
        lose("76");
        assertThat(told()).containsExactly("warning: $4.00 of $5.00 is used", "warning: $80.00 of $100.00 is used");
        lose("1");
        assertThat(told()).as("once under one limit").hasSize(2);
    }

    @Test
    void aCallThatIsKeptBackIsNewsAgainOnceThereWasRoom() {
        DATABASE.execute("update budget_account set told = 8");
        limit("4");
        assertThat(DATABASE.texts("select told & 8 from budget_account")).containsExactly("8");
        limit("11");
        assertThat(DATABASE.texts("select told from budget_account")).containsExactly("0");
    }

    @Test
    void whatIsAllowedForAWhileLetsLevelsBeToldAgainInItAndAtItsEnd() throws SQLException {
        limit("5");
        var wanted = new Overrides.Wanted(account(), Usd.of("95"), "deadline", NOW.plusSeconds(60), "ada");
        assertThat(overrides.allow(wanted)).isInstanceOf(Overrides.Outcome.Allowed.class);
        lose("76");
        assertThat(told()).containsExactly("warning: $4.00 of $5.00 is used", "warning: $80.00 of $100.00 is used");
        overrides.tellOfEnded();
        assertThat(told()).hasSize(2);
        var after = new Overrides(DATABASE.source(), Clock.offset(CLOCK, Duration.ofSeconds(60)));
        after.tellOfEnded();
        after.tellOfEnded();
        assertThat(told().subList(2, told().size()))
                .containsExactly("critical: $80.00 of $5.00 is used", "exceeded: $80.00 of $5.00 is used");
    }

    @Test
    void allNodesHearOfIt() throws SQLException {
        try (var listener = DATABASE.source().getConnection()) {
            LedgerDatabase.execute(listener, "listen " + AlertNotice.CHANNEL);
            limit("5");
            hears(listener, "a limit was changed");
            var alerts = new Alerts(DATABASE.source(), CLOCK);
            alerts.acknowledge(alerts.list(null, true, null, 1).getFirst().id(), "ada");
            hears(listener, "an alert was acknowledged");
            overrides.allow(new Overrides.Wanted(account(), Usd.of("1"), "why", NOW.plusSeconds(60), "ada"));
            hears(listener, "more was allowed");
            lose("2");
            hears(listener, "a level was reached");
        }
    }

    private static void hears(Connection listener, String what) throws SQLException {
        assertThat(listener.unwrap(PGConnection.class).getNotifications(5_000))
                .as(what)
                .isNotEmpty();
        assertThat(listener.unwrap(PGConnection.class).getNotifications()).isNullOrEmpty();
    }

    private void limit(String usd) {
        var change = new LimitChange(
                RunMode.LIVE, Scope.USER, null, Period.TOTAL, Usd.of(usd), Action.BLOCK, Unpriced.REFUSE, "ada", null);
        assertThat(book.change(List.of(change), ZoneOffset.UTC)).isInstanceOf(LimitOutcome.Changed.class);
    }

    /// A call ends, and nobody knows at which cost up to this.
    private static void lose(String usd) throws SQLException {
        var hold = Usd.of(usd);
        var call = new CallRows.Standing(
                UUID.randomUUID(), UUID.randomUUID(), Outcome.OPEN, hold, List.of(account()), "p", RunMode.LIVE);
        try (var connection = DATABASE.source().getConnection()) {
            connection.setAutoCommit(false);
            var books = Books.lock(connection, call.accounts(), new TreeSet<>(), NOW);
            books.open(call.accounts(), hold, call.gate(), Pace.Gate.FRESH);
            books.end(call, CallEnd.Unknown.lost("lost", 0));
            books.write(connection);
            connection.commit();
        }
    }

    private static long account() {
        return Long.parseLong(DATABASE.texts("select id from budget_account where subject = 'local'")
                .getFirst());
    }

    private static List<String> told() {
        return DATABASE.texts("select level || ': ' || words from alert order by id");
    }
}
