package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.budget.HoldAsk;
import dev.parley.budget.Pace;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.ClassCosts;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the combiner says to calls that come and go.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CombinerTest {
    private static final HoldAsk ASK = new HoldAsk(Usd.of("0.001"), Usd.of("0.0001"), 90, 90);
    private static final Usd HELD = Usd.of("0.01");
    private static final Duration SOON = Duration.ofMillis(300);

    @Inject
    Combiner combiner;

    @Inject
    Upkeep upkeep;

    @Inject
    DataSource database;

    private final UUID node = UUID.randomUUID();
    private final String provider = "acme-" + node;
    private final ModelId model = ModelId.parse(provider + "/talker");
    private final UUID run = UUID.randomUUID();
    private final Lease lease = new Lease(run, node, 1);

    @BeforeEach
    void aRunOfThisNode() throws SQLException {
        var driver = new RunDriver();
        var finished = driver.start("a-judge-looks-back", body -> body.put("turns", 1));
        driver.awaitEnd(finished);
        execute("""
                insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate,
                                 created_at, ended_at, node, epoch)
                select '%s', script, title, kind, mode, status, seed, turns, project, snapshot, estimate, created_at,
                       now(), '%s', 1
                from run where id = '%s'""".formatted(run, node, finished));
    }

    @Test
    @Timeout(30)
    void asManyCallsAreOutAtOnceAsTheProviderTakes() throws Exception {
        var pace = new Pace(2, null);
        var given = new ArrayList<Pending<Opened>>();
        for (int i = 0; i < 4; i++) {
            given.add(combiner.give(open(pace)));
        }
        assertThat(given.get(0).await()).isInstanceOf(Opened.Out.class);
        assertThat(given.get(1).await()).isInstanceOf(Opened.Out.class);
        assertThat(given.get(2).await(SOON)).isNull();
        assertThat(given.get(3).await(SOON)).isNull();

        end(call(given.get(0)), "0.001", null);
        assertThat(given.get(2).await()).isInstanceOf(Opened.Out.class);
        assertThat(given.get(3).await(SOON)).isNull();
        assertThat(given.get(3).withdraw()).isTrue();
        end(call(given.get(1)), "0.001", null);
        end(call(given.get(2)), "0.001", null);
        assertThat(text("select open_calls from provider_gate where provider = '" + provider + "'"))
                .isEqualTo("0");
        assertThat(text("select count(*) from call where run_id = '" + run + "'"))
                .isEqualTo("3");
    }

    @Test
    @Timeout(30)
    void aProviderThatAsksToSlowDownIsSparedByAll() throws Exception {
        var first = out(open(Pace.FREE));
        var before = Instant.now();
        combiner.give(new Order.End(
                        lease,
                        first,
                        new CallEnd.Failed("slow down", 1),
                        new Order.Strike(Duration.ofSeconds(2)),
                        null,
                        List.of()))
                .await();
        var second = combiner.give(open(Pace.FREE));
        assertThat(second.await(SOON)).isNull();
        assertThat(second.parked()).isNotNull();
        assertThat(String.valueOf(second.parked())).contains("asks to slow down until");
        var opened = second.await();
        assertThat(opened).isInstanceOf(Opened.Out.class);
        assertThat(((Opened.Out) opened).at()).isAfter(before.plusMillis(1_900));
        end(call(second), "0.001", null);
    }

    @Test
    void aHoldThatExpiresBecomesAnUnknownCostAndWhatComesLateIsKept() throws Exception {
        var call = out(open(Pace.FREE));
        execute("update call set hold_expires_at = now() - interval '1 second' where id = '" + call + "'");
        upkeep.sweepHolds();

        assertThat(text("select concat(outcome, ': ', reason) from call where id = '" + call + "'"))
                .isEqualTo("unknown: no reply was booked before its hold expired");
        assertThat(account("held_usd")).isEqualTo("0");
        assertThat(account("unknown_usd")).isEqualTo(HELD.plain());

        assertThat(end(call, "0.012", null)).isInstanceOf(Ended.Late.class);
        assertThat(end(call, "0.012", null)).isInstanceOf(Ended.Late.class);
        assertThat(text("select concat(trim_scale(usd), ' ', trim_scale(beyond_usd)) from late_usage where call_id = '"
                        + call + "'"))
                .isEqualTo("0.012 0.002");
        assertThat(account("unknown_usd")).isEqualTo(HELD.plain());
        assertThat(account("late_usd")).isEqualTo("0.002");
        assertThat(text("select outcome from call where id = '" + call + "'")).isEqualTo("unknown");
    }

    @Test
    void whoeverLostTheRunCanNeitherPayNorWriteButItsUsageIsKept() throws Exception {
        var call = out(open(Pace.FREE));
        execute("update run set epoch = 2, node = gen_random_uuid() where id = '" + run + "'");
        execute("update call set hold_expires_at = now() - interval '1 second' where id = '" + call + "'");
        upkeep.sweepHolds();

        assertThatThrownBy(() -> end(call, "0.004", null)).isInstanceOf(Lease.Lost.class);
        assertThatThrownBy(() -> combiner.give(open(Pace.FREE)).await()).isInstanceOf(Lease.Lost.class);
        assertThat(text("select concat(outcome, ' ', usd) from call where id = '" + call + "'"))
                .isEqualTo("unknown ");
        assertThat(text("select trim_scale(usd) from late_usage where call_id = '" + call + "'"))
                .isEqualTo("0.004");
    }

    @Test
    void whoeverTakesARunOverGivesUpItsCallsOnceAndTheirUsageIsLate() throws Exception {
        var call = out(open(Pace.FREE));
        execute("update run set epoch = 2 where id = '" + run + "'");
        assertThatThrownBy(() -> giveUp(lease)).isInstanceOf(Lease.Lost.class);
        assertThat(account("held_usd")).isEqualTo(HELD.plain());
        var taken = new Lease(run, node, 2);
        assertThat(giveUp(taken)).isEqualTo(1);
        assertThat(giveUp(taken)).isZero();
        assertThatThrownBy(() -> end(call, "0.004", null)).isInstanceOf(Lease.Lost.class);

        assertThat(text(
                        "select concat(outcome, ' ', reason, ' ', trim_scale(late_usage.usd), ' ', trim_scale(beyond_usd))"
                                + " from call join late_usage on id = call_id where run_id = '" + run + "'"))
                .isEqualTo("unknown the program ended 0.004 0");
        assertThat(account("held_usd")).isEqualTo("0");
        assertThat(account("unknown_usd")).isEqualTo(HELD.plain());
        assertThat(text("select open_calls from provider_gate where provider = '" + provider + "'"))
                .isEqualTo("0");
    }

    @Test
    void whatACallCostIsKnownThoughItsRunWasTakenOverUnlessItWasGivenUp() throws Exception {
        var call = out(open(Pace.FREE));
        execute("update run set epoch = 2 where id = '" + run + "'");
        assertThatThrownBy(() -> end(call, "0.004", null)).isInstanceOf(Lease.Lost.class);
        assertThat(giveUp(new Lease(run, node, 2))).isZero();

        assertThat(text("select concat(outcome, ' ', trim_scale(usd)) from call where id = '" + call + "'"))
                .isEqualTo("settled 0.004");
        assertThat(text("select count(*) from message where run_id = '" + run + "'"))
                .isEqualTo("0");
        assertThat(account("held_usd")).isEqualTo("0");
        assertThat(account("spent_usd")).isEqualTo("0.004");
        assertThat(account("unknown_usd")).isEqualTo("0");
        assertThat(text("select open_calls from provider_gate where provider = '" + provider + "'"))
                .isEqualTo("0");
    }

    @Test
    @Timeout(30)
    void callsThatAreGivenUpMakeRoomAtTheirProvider() throws Exception {
        var pace = new Pace(1, null);
        out(open(pace));
        var waiting = combiner.give(open(pace));
        assertThat(waiting.await(SOON)).isNull();
        assertThat(giveUp(lease)).isEqualTo(1);
        assertThat(waiting.await(SOON)).isInstanceOf(Opened.Out.class);
    }

    @Test
    @Timeout(30)
    void usageThatComesInTheTransactionThatGivesItsCallUpIsLate() throws Exception {
        var call = out(open(Pace.FREE));
        execute("update run set epoch = 2 where id = '" + run + "'");
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("select 1 from run where id = '" + run + "' for update");
            }
            // The first one is held up by the lock, so that the next two go together.
            var held = combiner.give(new Order.GiveUp(new Lease(run, node, 7), "held up"));
            assertThat(held.await(SOON)).isNull();
            var end = combiner.give(new Order.End(lease, call, settled("0.004"), null, null, List.of()));
            var givenUp = combiner.give(new Order.GiveUp(new Lease(run, node, 2), "the program ended"));
            other.rollback();
            assertThatThrownBy(held::await).isInstanceOf(Lease.Lost.class);
            assertThatThrownBy(end::await).isInstanceOf(Lease.Lost.class);
            assertThat(givenUp.await()).isEqualTo(1);
        }
        assertThat(text(
                        "select concat(reason, ' ', trim_scale(late_usage.usd)) from call join late_usage on id = call_id"
                                + " where run_id = '" + run + "'"))
                .isEqualTo("the program ended 0.004");
        assertThat(account("held_usd")).isEqualTo("0");
        assertThat(account("unknown_usd")).isEqualTo(HELD.plain());
    }

    @Test
    @Timeout(30)
    void aCallEndsOnceThoughTwoEndsComeTogether() throws Exception {
        var call = out(open(Pace.FREE));
        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("select 1 from run where id = '" + run + "' for update");
            }
            var held = combiner.give(new Order.GiveUp(new Lease(run, node, 7), "held up"));
            assertThat(held.await(SOON)).isNull();
            var first = combiner.give(new Order.End(lease, call, settled("0.004"), null, null, List.of()));
            var second = combiner.give(new Order.End(lease, call, settled("0.004"), null, null, List.of()));
            other.rollback();
            assertThat(first.await()).isInstanceOf(Ended.Booked.class);
            assertThatThrownBy(second::await).hasMessageContaining("is not open");
        }
        assertThat(account("spent_usd")).isEqualTo("0.004");
    }

    @Test
    void aCallIsPlannedAnewWhenAPersonHasAskedForSomething() throws Exception {
        execute("update run set directions = 1 where id = '" + run + "'");
        assertThat(combiner.give(open(Pace.FREE)).await()).isInstanceOf(Opened.Directed.class);
        assertThat(text("select count(*) from call where run_id = '" + run + "'"))
                .isEqualTo("0");
    }

    private static UUID call(Pending<Opened> opened) {
        return ((Order.Open) opened.order()).call();
    }

    private UUID out(Order.Open order) {
        assertThat(combiner.give(order).await()).isInstanceOf(Opened.Out.class);
        return order.call();
    }

    private Order.Open open(Pace pace) {
        var opening = new CallOpening(
                UUID.randomUUID(), run, 1, null, Purpose.SPEECH, 1, RunMode.REHEARSAL, "p", "u", model, model, 60);
        return new Order.Open(lease, opening, ASK, 90, Usd.of("0.2"), pace, Instant.MIN, 0, List.of());
    }

    private int giveUp(Lease by) {
        return combiner.give(new Order.GiveUp(by, "the program ended")).await();
    }

    private Ended end(UUID call, String usd, Order.@org.jspecify.annotations.Nullable Strike strike) {
        return combiner.give(new Order.End(lease, call, settled(usd), strike, null, List.of()))
                .await();
    }

    private static CallEnd settled(String usd) {
        var price = new PriceUsed(null, null, "base", "a price list", false);
        var priced = new PricedUsage.Known(new ClassCosts.Decimals(Map.of(TokenClass.INPUT, Usd.of(usd))), price);
        return new CallEnd.Settled(null, null, 7, Usage.of(1, 1), priced, Usd.ZERO, "{}");
    }

    private String account(String column) throws SQLException {
        return text("select trim_scale(" + column + ") from budget_account where scope = 'run' and subject = '" + run
                + "'");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
