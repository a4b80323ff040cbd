package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.budget.HoldAsk;
import dev.parley.budget.Pace;
import dev.parley.conversation.Origin;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.ClassCosts;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Writes what a run writes, through the engine's own store, and notes down what must stand in the end.
final class Settler implements Callable<Settler> {
    /// Of both sittings together.
    static final long ACTIVE_MS = 42;

    private static final long FIRST_SITTING_MS = 40;
    private static final ModelId MODEL = ModelId.parse("acme/talker");

    final UUID run;

    /// Each call with its outcome and cost.
    final List<String> calls = new ArrayList<>();

    /// Each turn with its call.
    final List<String> messages = new ArrayList<>();

    /// What was told, in order.
    final List<Happening> told = new ArrayList<>();

    Usd paid = Usd.ZERO;

    private final RunStore store;
    private final Combiner combiner;
    private final UUID node;
    private final int turns;
    private final Random random;

    Settler(RunStore store, Combiner combiner, UUID run, UUID node, int turns, long seed) {
        this.store = store;
        this.combiner = combiner;
        this.run = run;
        this.node = node;
        this.turns = turns;
        random = new Random(seed);
    }

    @Override
    public Settler call() {
        var lease = store.claim(run, node).orElseThrow();
        var running = Happening.status(RunStatus.RUNNING, null);
        store.tell(lease, running);
        told.add(running);
        for (int turn = 1; turn <= turns; turn++) {
            if (turn == turns / 2) {
                store.handBack(lease, FIRST_SITTING_MS);
                lease = store.claim(run, node).orElseThrow();
            }
            if (random.nextInt(4) == 0) {
                fail(lease, turn);
            }
            settle(lease, turn);
        }
        store.leave(lease, new Leaving(RunStatus.FINISHED, "all is said", ACTIVE_MS - FIRST_SITTING_MS));
        told.add(Happening.status(RunStatus.FINISHED, "all is said"));
        return this;
    }

    private void fail(Lease lease, int turn) {
        var id = open(lease, turn);
        var end = new CallEnd.Failed("overloaded", 3);
        assertThat(combiner.give(new Order.End(lease, id, end, null, null, List.of()))
                        .await())
                .isInstanceOf(Ended.Booked.class);
        calls.add(id + " failed ");
        assertThat(store.standing(lease).wanted()).isEmpty();
    }

    private void settle(Lease lease, int turn) {
        var id = open(lease, turn);
        var usd = new Usd(BigDecimal.valueOf(1 + random.nextInt(999_999_999), 12));
        var price = new PriceUsed(null, null, "base", "a price list", false);
        var end = new CallEnd.Settled(
                null,
                null,
                7,
                Usage.of(1, 1),
                new PricedUsage.Known(new ClassCosts.Decimals(Map.of(TokenClass.INPUT, usd)), price),
                Usd.ZERO,
                "{}");
        paid = paid.plus(usd);
        var said = List.of(new Happening("message", "of " + id), new Happening("budget", "after " + id));
        assertThat(combiner.give(new Order.End(lease, id, end, null, message(turn, id), said))
                        .await())
                .isInstanceOf(Ended.Booked.class);
        told.addAll(said);
        calls.add(id + " settled " + usd.plain());
        messages.add(turn + " " + id);
    }

    private UUID open(Lease lease, int turn) {
        var id = UUID.randomUUID();
        var opening = new CallOpening(
                id, run, turn, "ada", Purpose.SPEECH, 1, RunMode.LIVE, "default", "local", MODEL, MODEL, 60);
        var happenings = List.of(new Happening("turn-started", "by " + id), new Happening("decision", "for " + id));
        var ask = new HoldAsk(Usd.ZERO, Usd.of("0.0001"), 100, 100);
        var order = new Order.Open(lease, opening, ask, 100, null, Pace.FREE, Instant.MIN, 0, happenings);
        assertThat(combiner.give(order).await()).isInstanceOf(Opened.Out.class);
        told.addAll(happenings);
        return id;
    }

    private NewMessage message(int turn, UUID call) {
        return new NewMessage(
                run,
                turn,
                "ada",
                "Turn " + turn,
                "",
                Origin.MODEL,
                call,
                MODEL.toString(),
                MODEL.toString(),
                "is alone",
                "is asked for",
                Instant.parse("2026-11-20T10:00:01Z"));
    }
}
