package dev.parley.run;

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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.postgresql.ds.PGSimpleDataSource;

/// Spends a project's budget from many threads at once, one call for each run.
///
/// As a program of its own: `Spender JDBC-URL PROJECT NODE RUN…` spends whole holds and prints how many calls went out
/// and how many were refused.
final class Spender {
    static final ModelId MODEL = ModelId.parse("acme/talker");
    static final HoldAsk ASK = new HoldAsk(Usd.of("0.004"), Usd.of("0.00003"), 200, 200);

    private final Combiner combiner;
    private final String project;
    private final UUID node;

    Spender(Combiner combiner, String project, UUID node) {
        this.combiner = combiner;
        this.project = project;
        this.node = node;
    }

    public static void main(String[] args) throws Exception {
        var database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        database.setUser("postgres");
        var combiner = new Combiner(database, _ -> {}, Clock.systemUTC());
        var runs = new ArrayList<UUID>();
        for (int i = 3; i < args.length; i++) {
            runs.add(UUID.fromString(args[i]));
        }
        var went = new Spender(combiner, args[1], UUID.fromString(args[2])).allAtOnce(runs, hold -> hold);
        System.out.println(went.out() + " " + went.refused());
    }

    record Went(long out, long refused) {}

    /// @param cost what a call costs, of its hold
    Went allAtOnce(List<UUID> runs, UnaryOperator<Usd> cost) throws Exception {
        var start = new CyclicBarrier(runs.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Opened>>();
            for (var run : runs) {
                all.add(() -> {
                    start.await();
                    return spend(run, cost);
                });
            }
            long out = 0;
            long refused = 0;
            for (var one : threads.invokeAll(all)) {
                switch (one.get()) {
                    case Opened.Out _ -> out++;
                    case Opened.OverBudget _ -> refused++;
                    case Opened.Directed _ -> throw new AssertionError("nobody directs these runs");
                }
            }
            return new Went(out, refused);
        }
    }

    private Opened spend(UUID run, UnaryOperator<Usd> cost) {
        var lease = new Lease(run, node, 1);
        var call = UUID.randomUUID();
        var opening = new CallOpening(
                call, run, 1, null, Purpose.SPEECH, 1, RunMode.LIVE, project, "u-" + project, MODEL, MODEL, 60);
        var order = new Order.Open(lease, opening, ASK, 200, null, Pace.FREE, Instant.MIN, 0, List.of());
        var opened = combiner.give(order).await();
        if (opened instanceof Opened.Out) {
            combiner.give(new Order.End(lease, call, settled(cost.apply(ASK.most())), null, null, List.of()))
                    .await();
        }
        return opened;
    }

    private static CallEnd settled(Usd usd) {
        var price = new PriceUsed(null, null, "base", "a price list", false);
        var priced = new PricedUsage.Known(new ClassCosts.Decimals(Map.of(TokenClass.INPUT, usd)), price);
        return new CallEnd.Settled(null, null, 7, Usage.of(1, 1), priced, Usd.ZERO, "{}");
    }
}
