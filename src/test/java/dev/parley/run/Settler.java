package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.archive.MessageEntity;
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

    final List<RunEvent> told = new ArrayList<>();
    Usd paid = Usd.ZERO;

    private final RunStore store;
    private final UUID node;
    private final int turns;
    private final Random random;

    Settler(RunStore store, UUID run, UUID node, int turns, long seed) {
        this.store = store;
        this.run = run;
        this.node = node;
        this.turns = turns;
        random = new Random(seed);
    }

    @Override
    public Settler call() {
        var lease = store.claim(run, node).orElseThrow();
        told.addAll(store.tell(lease, Happening.status(RunStatus.RUNNING, null)));
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
        told.addAll(store.leave(
                lease,
                RunStatus.FINISHED,
                "all is said",
                ACTIVE_MS - FIRST_SITTING_MS,
                Happening.status(RunStatus.FINISHED, "all is said")));
        return this;
    }

    private void fail(Lease lease, int turn) {
        var id = open(lease, turn);
        store.end(lease, id, new CallEnd.Failed("overloaded", 3));
        calls.add(id + " failed ");
        assertThat(store.wanted(lease)).isEmpty();
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
        var message = message(turn, id);
        paid = paid.plus(usd);
        var kept = store.endWithMessage(lease, end, message, new Happening("message", "of " + id), null);
        assertThat(kept.spending().known()).isEqualTo(paid);
        told.addAll(kept.events());
        calls.add(id + " settled " + usd.plain());
        messages.add(turn + " " + id);
    }

    private UUID open(Lease lease, int turn) {
        var id = UUID.randomUUID();
        var opening = new CallOpening(
                id,
                run,
                turn,
                "ada",
                Purpose.SPEECH,
                1,
                RunMode.LIVE,
                "default",
                "local",
                MODEL,
                MODEL,
                Instant.parse("2026-11-20T10:00:00Z"),
                Usd.of("0.01"));
        var happenings = List.of(new Happening("turn-started", "by " + id), new Happening("decision", "for " + id));
        told.addAll(store.open(lease, opening, happenings).orElseThrow());
        return id;
    }

    private MessageEntity message(int turn, UUID call) {
        var message = new MessageEntity();
        message.runId = run;
        message.turn = turn;
        message.persona = "ada";
        message.text = "Turn " + turn;
        message.flags = "";
        message.callId = call;
        message.modelAsked = MODEL.toString();
        message.modelUsed = MODEL.toString();
        message.speakerWhy = "is alone";
        message.decisionWhy = "is asked for";
        message.createdAt = Instant.parse("2026-11-20T10:00:01Z");
        return message;
    }
}
