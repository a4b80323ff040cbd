package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Level;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.Overrides.Outcome;
import dev.parley.ledger.Overrides.Wanted;
import dev.parley.money.Usd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Overrides overrides = new Overrides(DATABASE.source(), CLOCK);
    private long account;

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @BeforeEach
    void spendAllOfADay() {
        DATABASE.execute("truncate budget_rule, budget_account, budget_change, budget_override, alert cascade");
        DATABASE.empty();
        DATABASE.insert(List.of(MadeEntry.settled(MadeEntry.RUNS.getFirst(), "ada", "acme/one", NOW, 1, 1, "9.9")));
        var entry = new LimitEntry(Scope.USER, "*", Period.DAY, Usd.of("10"), Action.BLOCK, Unpriced.REFUSE);
        new BudgetBook(DATABASE.source(), CLOCK).sync(new FileLimits(ZoneOffset.UTC, List.of(entry), List.of()));
        DATABASE.execute("update budget_account set told = " + Level.bits(java.util.Set.of(Level.STOPPED)));
        account = Long.parseLong(DATABASE.texts("select id from budget_account").getFirst());
    }

    @Test
    void moreIsAllowedForAWhileAndWhoAllowedItIsKept() {
        assertThat(line().level(NOW)).isEqualTo(Level.STOPPED);
        assertThat(allow("2.5", "deadline", "2026-12-24T18:00:00Z", "ada")).isInstanceOf(Outcome.Allowed.class);
        assertThat(line().account().left(NOW)).isEqualTo(Usd.of("2.6"));
        assertThat(line().level(NOW)).as("no longer stopped").isNull();
        assertThat(line().account().left(NOW.plus(Duration.ofHours(6)))).isEqualTo(Usd.of("0.1"));
        assertThat(DATABASE.texts("select by_whom || ' ' || reason || ' ' || trim_scale(usd) from budget_override"))
                .containsExactly("ada deadline 2.5");
        assertThat(DATABASE.texts("select after from budget_change where what = 'override'"))
                .containsExactly("2.5 USD on top for user local until 2026-12-24T18:00:00Z");
    }

    @Test
    void anotherOneWaitsUntilTheFirstHasEnded() {
        allow("1", "deadline", "2026-12-24T13:00:00Z", "ada");
        assertThat(allow("1", "again", "2026-12-24T14:00:00Z", "ada"))
                .isEqualTo(new Outcome.Refused(
                        "until", "overlaps with the 1 USD that are allowed until 2026-12-24T13:00:00Z"));
        var later = new Overrides(DATABASE.source(), Clock.offset(CLOCK, Duration.ofHours(1)));
        assertThat(later.allow(wanted("1", "again", "2026-12-24T14:00:00Z", "ada")))
                .isInstanceOf(Outcome.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "usd,    0,               why, 2026-12-24T13:00:00Z, ada",
        "usd,    -1,              why, 2026-12-24T13:00:00Z, ada",
        "usd,    1000000001,      why, 2026-12-24T13:00:00Z, ada",
        "usd,    0.0000000000001, why, 2026-12-24T13:00:00Z, ada",
        "reason, 1,               ' ', 2026-12-24T13:00:00Z, ada",
        "by,     1,               why, 2026-12-24T13:00:00Z, ''",
        "until,  1,               why, 2026-12-24T12:00:00Z, ada",
        "until,  1,               why, 2026-12-25T00:00:01Z, ada",
    })
    void whatCannotBeIsRefusedByItsField(String field, String usd, String reason, String until, String by) {
        assertThat(allow(usd, reason, until, by))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
        assertThat(DATABASE.texts("select 1 from budget_override")).isEmpty();
        assertThat(line().account().extra()).isNull();
    }

    @Test
    void aBudgetThatIsNotThereCannotBeExtended() {
        var wanted = new Wanted(account + 1, Usd.of("1"), "why", NOW.plusSeconds(60), "ada");
        assertThat(overrides.allow(wanted)).isEqualTo(new Outcome.NoSuchAccount());
    }

    private Outcome allow(String usd, String reason, String until, String by) {
        return overrides.allow(wanted(usd, reason, until, by));
    }

    private Wanted wanted(String usd, String reason, String until, String by) {
        return new Wanted(account, Usd.of(usd), reason, Instant.parse(until), by);
    }

    private static BudgetLine line() {
        return new BudgetStanding(DATABASE.source(), CLOCK).lines(RunMode.LIVE).getFirst();
    }
}
