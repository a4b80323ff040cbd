package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No entry is folded twice and none left out, whatever happens meanwhile.
class FoldingTest {
    private static final CallFilter LIVE = CallFilter.of(RunMode.LIVE);
    private static LedgerDatabase database;
    private static Costs costs;
    private static Folding folding;
    private static RollUpCheck check;

    @BeforeAll
    static void start() {
        database = LedgerDatabase.start();
        costs = new Costs(database.source());
        folding = new Folding(database.source());
        check = new RollUpCheck(database.source());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void anOlderTransactionThatCommitsAfterAFoldIsNotLost() throws SQLException {
        try (var older = database.source().getConnection();
                var younger = database.source().getConnection()) {
            older.setAutoCommit(false);
            LedgerDatabase.settle(older, LedgerDatabase.open(older, "p"), new BigDecimal("1"));
            LedgerDatabase.settle(younger, LedgerDatabase.open(younger, "p"), new BigDecimal("20"));
            folding.fold();
            assertThat(spent()).isEqualTo("20");
            older.commit();
            assertThat(spent()).isEqualTo("21");
            LedgerDatabase.settle(younger, LedgerDatabase.open(younger, "p"), new BigDecimal("300"));
            folding.fold();
        }
        assertThat(spent()).isEqualTo("321");
        assertThat(rolledUp()).isEqualTo("321");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNothing() throws SQLException {
        try (var connection = database.source().getConnection()) {
            var id = LedgerDatabase.open(connection, "p");
            connection.setAutoCommit(false);
            LedgerDatabase.settle(connection, id, new BigDecimal("1"));
            connection.rollback();
            folding.fold();
            LedgerDatabase.settle(connection, id, new BigDecimal("5"));
            connection.commit();
        }
        folding.fold();
        assertThat(spent()).isEqualTo("5");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void manyEntriesAreFoldedInSeveralStepsAndEverySumBetweenIsWhole() {
        var entries = made(500);
        for (int i = 0; i < 500; i += 25) {
            database.insert(entries.subList(i, i + 25));
        }
        var whole = AddedByHand.sums(entries, LIVE, List.of(Grouping.MODEL));
        var slow = new Folding(database.source(), 60);
        int steps = 0;
        while (slow.step()) {
            steps++;
            assertThat(costs.sums(LIVE, List.of(Grouping.MODEL))).containsExactlyInAnyOrderElementsOf(whole);
        }
        assertThat(steps).isBetween(7, 10);
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aTransactionLargerThanAStepIsFoldedWhole() {
        database.insert(made(200));
        database.insert(made(10));
        assertThat(new Folding(database.source(), 5).fold()).isEqualTo(2);
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void oneProgramFoldsWhileOthersSkip() throws SQLException {
        database.insert(made(10));
        try (var other = database.source().getConnection()) {
            other.setAutoCommit(false);
            LedgerDatabase.execute(other, "select * from roll_up_mark for update");
            assertThat(folding.step()).isFalse();
            other.rollback();
        }
        assertThat(folding.step()).isTrue();
    }

    /// Every transaction spends the same on two projects, so that a sum which missed or doubled a part of one, or had
    /// read its parts at different moments, would show.
    @Test
    void sumsAreWholeAtEveryMomentWhileCallsEndAndFoldsGoOn() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writers = IntStream.range(0, 2)
                    .mapToObj(seed -> threads.submit(spends(seed)))
                    .toList();
            var folder = threads.submit(() -> {
                int steps = 0;
                while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                    steps += folding.fold();
                }
                return steps;
            });
            int read = 0;
            while (!folder.isDone()) {
                var before = new BigDecimal(spentByEntries());
                var sums = costs.sums(LIVE, List.of(Grouping.PROJECT));
                var after = new BigDecimal(spentByEntries());
                var total = sums.stream().map(GroupSum::usd).reduce(Usd.ZERO, Usd::plus);
                assertThat(total.amount()).isBetween(before, after);
                if (!sums.isEmpty()) {
                    assertThat(sums).hasSize(2);
                    assertThat(sums.getFirst().usd()).isEqualTo(sums.getLast().usd());
                    assertThat(sums.getFirst().calls()).isEqualTo(sums.getLast().calls());
                    read++;
                }
                assertThat(check.differences()).isEmpty();
            }
            assertThat(read).isPositive();
            assertThat(folder.get()).isPositive();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        folding.fold();
        assertThat(spent()).isEqualTo(new Usd(new BigDecimal(spentByEntries())).plain());
        assertThat(rolledUp()).isEqualTo(spent());
    }

    private static Callable<Void> spends(int seed) {
        return () -> {
            var chance = new Random(seed);
            try (var connection = database.source().getConnection()) {
                for (int i = 0; i < 150; i++) {
                    connection.setAutoCommit(true);
                    var one = LedgerDatabase.open(connection, "one");
                    var other = LedgerDatabase.open(connection, "other");
                    connection.setAutoCommit(false);
                    var usd = BigDecimal.valueOf(chance.nextLong(1, 1_000_000_000), 12);
                    LedgerDatabase.settle(connection, one, usd);
                    LedgerDatabase.settle(connection, other, usd);
                    connection.commit();
                }
            }
            return null;
        };
    }

    @Test
    void theCheckNamesARowThatIsNotWhatItsEntriesAddUpTo() {
        database.insert(made(50));
        folding.fold();
        assertThat(check.differences()).isEmpty();
        database.execute(
                "update cost_day set usd = usd + 0.000000000001 where ctid = (select min(ctid) from cost_day)");
        assertThat(check.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.rollUp()).isEqualTo("cost_day");
            assertThat(difference.key()).containsKeys("day", "mode", "project", "username", "provider", "model");
            assertThat(difference.rolledUp()).containsOnlyKeys("usd");
            var rolledUp = Objects.requireNonNull(difference.rolledUp().get("usd"));
            var entries = Objects.requireNonNull(difference.entries().get("usd"));
            assertThat(rolledUp.subtract(entries)).isEqualByComparingTo("0.000000000001");
        });
    }

    @Test
    void theCheckNamesARowThatIsMissing() {
        database.insert(made(50));
        folding.fold();
        database.execute("delete from cost_persona_day where ctid = (select min(ctid) from cost_persona_day)");
        assertThat(check.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.rollUp()).isEqualTo("cost_persona_day");
            assertThat(difference.rolledUp().get("calls")).isZero();
            assertThat(difference.entries().get("calls")).isPositive();
        });
    }

    /// As after a dump of a server that had counted far is restored on one that has not.
    @Test
    void onAnotherServerWithALowerCounterTheRollUpsBeginAnew() {
        var early = made(40);
        database.insert(early);
        folding.fold();
        var late = made(30);
        database.insert(late);
        database.execute("alter table call disable trigger user");
        database.execute("update call set ended_tx = (ended_tx::text::numeric + 1000000000000)::text::xid8");
        database.execute("alter table call enable trigger user");
        database.execute(
                "update roll_up_mark set folded_below = (folded_below::text::numeric + 1000000000000)::text::xid8");
        var all = new ArrayList<>(early);
        all.addAll(late);
        isWhole(all);

        folding.emptyIfForeign();
        assertThat(database.texts("select count(*) from cost_day")).containsExactly("0");
        isWhole(all);
        var here = made(20);
        database.insert(here);
        all.addAll(here);
        isWhole(all);
        folding.fold();
        isWhole(all);
        assertThat(database.texts("select sum(calls) from cost_day")).containsExactly("20");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void rollUpsOfThisServerAreNotEmptied() {
        database.insert(made(40));
        folding.fold();
        folding.emptyIfForeign();
        assertThat(database.texts("select sum(calls) from cost_day")).containsExactly("40");
    }

    @Test
    void anEntryThatHasEndedStaysAsItIs() {
        database.insert(made(1));
        assertThatThrownBy(() -> database.execute("update call set usd = 1")).hasStackTraceContaining("stays as it is");
        assertThatThrownBy(() -> database.execute("delete from call")).hasStackTraceContaining("stays as it is");
    }

    @Test
    void entriesFromBeforeThereWereRollUpsAreInThem() throws IOException {
        try (var old = LedgerDatabase.startEmpty()) {
            old.migrate("1");
            var run = new UUID(0, 9);
            old.addRun(run);
            old.execute("""
                    insert into call (id, run_id, turn, purpose, attempt, mode, project, provider, model_asked, model,
                        at, outcome, hold_usd, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, usd)
                    select gen_random_uuid(), '%s', 1, 'speech', 1, 'live', 'default', 'p', 'p/m', 'p/m', now(),
                        outcome, 0.5, 1, 0, 0, 0, 1, 0, case when outcome = 'settled' then 0.25 end
                    from unnest(array['settled', 'failed', 'unknown', 'open']) outcome""".formatted(run));
            old.migrate("latest");
            var oldCosts = new Costs(old.source());
            var before = oldCosts.table(LIVE, List.of(Grouping.USER), 10, 0);
            assertThat(before.total().calls()).isEqualTo(3);
            assertThat(before.total().usd().plain()).isEqualTo("0.25");
            assertThat(before.total().unknownUpTo()).isEqualTo(Usd.of("0.5"));
            assertThat(before.items().getFirst().key()).isEqualTo("local");
            new Folding(old.source()).fold();
            assertThat(oldCosts.table(LIVE, List.of(Grouping.USER), 10, 0)).isEqualTo(before);
            assertThat(old.texts("select sum(calls) from cost_hour")).containsExactly("3");
        }
    }

    private static void isWhole(List<MadeEntry> entries) {
        assertThat(costs.sums(LIVE, List.of(Grouping.DAY)))
                .containsExactlyInAnyOrderElementsOf(AddedByHand.sums(entries, LIVE, List.of(Grouping.DAY)));
    }

    private static List<MadeEntry> made(int count) {
        var chance = new Random(count);
        return IntStream.range(0, count).mapToObj(_ -> MadeEntry.random(chance)).toList();
    }

    private static String spent() {
        return costs.table(LIVE, List.of(), 1, 0).total().usd().plain();
    }

    private static String rolledUp() {
        return new Usd(new BigDecimal(database.texts("select coalesce(sum(usd), 0) from cost_hour")
                        .getFirst()))
                .plain();
    }

    private static String spentByEntries() {
        return database.texts("select coalesce(sum(usd), 0) from call").getFirst();
    }
}
