package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.LimitOutcome.Changed;
import dev.parley.ledger.LimitOutcome.Refused;
import dev.parley.money.Usd;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of budgets in a real database.
class BudgetBookTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String MODEL = "acme/one";
    private static final FileLimits NOTHING = new FileLimits(ZoneOffset.UTC, List.of(), List.of());

    private final BudgetBook book = new BudgetBook(DATABASE.source(), CLOCK);
    private final BudgetStanding standing = new BudgetStanding(DATABASE.source(), CLOCK);

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.execute("truncate budget_rule, budget_account, budget_change, budget_override, alert cascade");
        DATABASE.execute("update budget_rules_version set version = 0");
        DATABASE.empty();
    }

    @Test
    void theFilesLimitsBecomeRulesOnceHoweverOftenTheyAreRead() {
        var file = live(everybody(Scope.USER, Period.DAY, "10"), everybody(Scope.SYSTEM, Period.MONTH, "500"));
        assertThat(book.sync(file)).isEqualTo(2);
        assertThat(book.sync(file)).isZero();
        assertThat(rules()).containsExactly("system system month 500 file", "user * day 10 file");
        assertThat(DATABASE.texts("select version from budget_rules_version")).containsExactly("1");
        assertThat(DATABASE.texts("select by_whom || ' ' || what from budget_change"))
                .containsExactly("limits.yaml added", "limits.yaml added");
    }

    @Test
    void threeNodesMayReadTheFileAtOnce() throws Exception {
        var file = live(everybody(Scope.USER, Period.DAY, "10"), everybody(Scope.PROJECT, Period.DAY, "20"));
        Callable<Integer> sync = () -> new BudgetBook(DATABASE.source(), CLOCK).sync(file);
        try (var nodes = Executors.newFixedThreadPool(3)) {
            int changed = 0;
            for (var node : nodes.invokeAll(List.of(sync, sync, sync))) {
                changed += node.get();
            }
            assertThat(changed).isEqualTo(2);
        }
        assertThat(rules()).hasSize(2);
    }

    @Test
    void aPersonsLimitStandsBeforeTheFileUntilItIsGivenBack() {
        var file = live(everybody(Scope.USER, Period.DAY, "10"));
        book.sync(file);
        var changed = change(Scope.USER, null, Period.DAY, "25");
        assertThat(book.sync(live(everybody(Scope.USER, Period.DAY, "12")))).isZero();
        assertThat(rules()).containsExactly("user * day 25 person");
        long rule = ((Changed) changed).rules().getFirst();
        assertThat(book.giveBack(rule, file, "mara", "enough")).isEqualTo(new Changed(List.of(rule)));
        assertThat(rules()).containsExactly("user * day 10 file");
        assertThat(book.history(rule).orElseThrow())
                .extracting(change -> change.what() + " by " + change.by() + ": " + change.reason())
                .containsExactly("given back by mara: enough", "changed by ada: why not", "added by limits.yaml: null");
    }

    @Test
    void aLimitThatIsGoneFromTheFileOnlyCountsFromThenOn() {
        spend("mara", "1.5", NOW);
        book.sync(live(everybody(Scope.USER, Period.DAY, "10")));
        assertThat(book.sync(NOTHING)).isEqualTo(1);
        assertThat(book.sync(NOTHING)).isZero();
        assertThat(accounts()).containsExactly("user mara null spent 1.5 held 0 unknown 0 unbounded 0");
    }

    @Test
    void whoeverLosesTheirOwnLimitInTheFileIsUnderThatForEverybodyAgain() {
        spend("mara", "1.5", NOW);
        var all = everybody(Scope.USER, Period.DAY, "10");
        book.sync(live(all, entry(Scope.USER, "mara", Period.DAY, "3")));
        assertThat(accounts()).containsExactly("user mara 3 spent 1.5 held 0 unknown 0 unbounded 0");
        assertThat(book.sync(live(all))).isEqualTo(1);
        assertThat(accounts()).containsExactly("user mara 10 spent 1.5 held 0 unknown 0 unbounded 0");
        assertThat(rules()).containsExactly("user * day 10 file");
        assertThat(DATABASE.texts("select what from budget_change where subject = 'mara' order by id"))
                .containsExactly("added", "removed");
    }

    @Test
    void aNewRuleFindsWhatItsStretchHasSeenSoFar() {
        spend("mara", "1.25", NOW);
        spend("mara", "2", NOW.minusSeconds(3 * 3600));
        spend("mara", "7", NOW.minusSeconds(13 * 3600));
        spend("jonas", "4", NOW);
        DATABASE.insert(List.of(MadeEntry.settled(MadeEntry.RUNS.getFirst(), "ada", MODEL, NOW, 1, 1, null)));
        var open = open("mara", "0.5", NOW);
        book.sync(live(everybody(Scope.USER, Period.DAY, "10")));
        assertThat(accounts())
                .containsExactly(
                        "user jonas 10 spent 4 held 0 unknown 0 unbounded 0",
                        "user local 10 spent 0 held 0 unknown 1 unbounded 0",
                        "user mara 10 spent 3.25 held 0.5 unknown 0 unbounded 0");
        assertThat(DATABASE.texts("select accounts::text from call where id = '" + open + "'"))
                .isEqualTo(DATABASE.texts("select array[id]::text from budget_account where subject = 'mara'"));
    }

    @Test
    void aCallOfUnknownCostWithoutABoundIsCountedAndNeverTakenForFree() {
        spend("mara", "1", NOW);
        DATABASE.execute("alter table call disable trigger call_stays");
        DATABASE.execute("update call set usd = null, hold_usd = null, outcome = 'unknown'");
        DATABASE.execute("alter table call enable trigger call_stays");
        book.sync(live(everybody(Scope.USER, Period.DAY, "10")));
        assertThat(accounts()).containsExactly("user mara 10 spent 0 held 0 unknown 0 unbounded 1");
    }

    @Test
    void daysFollowTheirZoneAndMoveWithIt() {
        spend("mara", "1", Instant.parse("2026-12-23T23:30:00Z"));
        spend("mara", "2", NOW);
        var entry = everybody(Scope.USER, Period.DAY, "10");
        book.sync(live(entry));
        assertThat(lines()).containsExactly("mara 2");
        book.sync(new FileLimits(ZoneId.of("Europe/Berlin"), List.of(entry), List.of()));
        assertThat(lines()).containsExactly("mara 3");
    }

    @Test
    void runsWithLimitsOfTheirOwnKeepThem() {
        var own = MadeEntry.RUNS.getFirst();
        var other = MadeEntry.RUNS.get(1);
        var ended = MadeEntry.RUNS.get(2);
        DATABASE.execute("update run set ended_at = now() where id = '" + ended + "'");
        DATABASE.execute("update run set budget_usd = 0.75 where id = '" + own + "'");
        for (var run : List.of(own, other, ended)) {
            DATABASE.insert(List.of(MadeEntry.settled(run, "ada", MODEL, NOW, 1, 1, "0.25")));
        }
        book.sync(live(everybody(Scope.RUN, Period.TOTAL, "2")));
        book.sync(live(everybody(Scope.RUN, Period.TOTAL, "3")));
        assertThat(accounts())
                .containsExactly(
                        "run " + own + " 0.75 spent 0.25 held 0 unknown 0 unbounded 0",
                        "run " + other + " 3 spent 0.25 held 0 unknown 0 unbounded 0");
        assertThat(DATABASE.texts("select subject from budget_account where rule_id is null"))
                .containsExactly(own.toString());
    }

    @Test
    void aLimitBelowWhatIsUsedIsRefusedAndNothingIsHalfChanged() {
        spend("mara", "4.2", NOW);
        book.sync(live(everybody(Scope.USER, Period.DAY, "10")));
        var outcome = book.change(
                List.of(wanted(Scope.PROJECT, "thesis", Period.DAY, "1"), wanted(Scope.USER, null, Period.DAY, "4.19")),
                ZoneOffset.UTC);
        assertThat(outcome)
                .isEqualTo(new Refused(
                        1,
                        "limit",
                        "is below the 4.2 USD that user mara has already used (spent, unknown and late), found 4.19"));
        assertThat(rules()).containsExactly("user * day 10 file");
        assertThat(DATABASE.texts("select version from budget_rules_version")).containsExactly("1");
        assertThat(change(Scope.USER, null, Period.DAY, "4.2")).isInstanceOf(Changed.class);
        assertThat(change(Scope.USER, "jonas", Period.DAY, "0")).isInstanceOf(Changed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "limit   | USER    | null   | DAY   | -1",
                "limit   | USER    | null   | DAY   | 1000000000.01",
                "limit   | USER    | null   | DAY   | 0.0000000000001",
                "subject | SYSTEM  | mara   | MONTH | 1",
                "subject | USER    | '  '   | DAY   | 1",
                "subject | PROJECT | 'a\tb' | DAY   | 1",
                "subject | RUN     | mine   | TOTAL | 1",
                "period  | RUN     | null   | DAY   | 1",
                "period  | REQUEST | null   | MONTH | 1",
            })
    void whatNoBudgetCanBeIsRefusedByItsField(
            String field, Scope scope, @Nullable String subject, Period period, String usd) {
        assertThat(change(scope, subject, period, usd))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field));
        assertThat(rules()).isEmpty();
    }

    @Test
    void reasonsAndNamesHaveTheirLimits() {
        var wanted = wanted(Scope.USER, null, Period.DAY, "1");
        assertRefused("reason", with(wanted, "ada", "x".repeat(501)));
        assertRefused("by", with(wanted, "x".repeat(101), null));
        assertRefused("by", with(wanted, " ", null));
        assertRefused("scope", wanted, wanted(Scope.USER, "*", Period.DAY, "2"));
    }

    private void assertRefused(String field, LimitChange... changes) {
        assertThat(book.change(List.of(changes), ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void actionAndUnpricedStayAsTheyAreUnlessSaid() {
        book.sync(live(new LimitEntry(Scope.USER, "*", Period.DAY, Usd.of("10"), Action.PAUSE, Unpriced.ALLOW)));
        change(Scope.USER, null, Period.DAY, "11");
        assertThat(DATABASE.texts("select action || ' ' || unpriced from budget_rule"))
                .containsExactly("pause allow");
    }

    @Test
    void rehearsalsHaveRulesAndAccountsOfTheirOwn() {
        spend("mara", "1", NOW);
        var entry = everybody(Scope.USER, Period.DAY, "10");
        book.sync(new FileLimits(ZoneOffset.UTC, List.of(), List.of(entry)));
        assertThat(accounts()).isEmpty();
        assertThat(standing.lines(RunMode.LIVE)).isEmpty();
        assertThat(standing.lines(RunMode.REHEARSAL)).singleElement().satisfies(line -> {
            assertThat(line.hasAccount()).isFalse();
            assertThat(line.account().spent()).isEqualTo(Usd.ZERO);
        });
    }

    private LimitOutcome change(Scope scope, @Nullable String subject, Period period, String usd) {
        return book.change(List.of(wanted(scope, subject, period, usd)), ZoneOffset.UTC);
    }

    private static LimitChange wanted(Scope scope, @Nullable String subject, Period period, String usd) {
        return new LimitChange(RunMode.LIVE, scope, subject, period, Usd.of(usd), null, null, "ada", "why not");
    }

    private static LimitChange with(LimitChange change, String by, @Nullable String reason) {
        return new LimitChange(
                change.mode(),
                change.scope(),
                change.subject(),
                change.period(),
                change.limit(),
                null,
                null,
                by,
                reason);
    }

    private static FileLimits live(LimitEntry... entries) {
        return new FileLimits(ZoneOffset.UTC, List.of(entries), List.of());
    }

    private static LimitEntry everybody(Scope scope, Period period, String usd) {
        return entry(scope, LimitEntry.subjectOf(scope, null), period, usd);
    }

    private static LimitEntry entry(Scope scope, String subject, Period period, String usd) {
        return new LimitEntry(scope, subject, period, Usd.of(usd), Action.BLOCK, Unpriced.REFUSE);
    }

    private static void spend(String user, String usd, Instant at) {
        var entry = MadeEntry.settled(MadeEntry.RUNS.getFirst(), "ada", MODEL, at, 1, 1, usd);
        DATABASE.insert(List.of(entry.withUser(user)));
    }

    private static String open(String user, String hold, Instant at) {
        return DATABASE.texts("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,
                    model_asked, model, at, outcome, hold_usd)
                values (gen_random_uuid(), '%s', 1, 'ada', 'speech', 1, 'live', 'p', '%s', 'p', 'p/m', 'p/m', '%s',
                    'open', %s) returning id""".formatted(MadeEntry.RUNS.getFirst(), user, at, hold))
                .getFirst();
    }

    private static List<String> rules() {
        return DATABASE.texts("""
                select concat_ws(' ', scope, subject, period, coalesce(limit_usd::text, 'null'), source)
                from budget_rule order by 1""");
    }

    private static List<String> accounts() {
        return DATABASE.texts("""
                select concat_ws(' ', scope, subject, coalesce(trim_scale(limit_usd)::text, 'null'),
                    'spent', trim_scale(spent_usd), 'held', trim_scale(held_usd),
                    'unknown', trim_scale(unknown_usd), 'unbounded', unbounded_calls)
                from budget_account order by 1""");
    }

    private Stream<String> lines() {
        return standing.lines(RunMode.LIVE).stream()
                .map(line -> line.account().subject() + " " + line.account().spent());
    }
}
