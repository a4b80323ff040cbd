import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;

/// What happens to nodes and database, in a seeded order at seeded moments. A node is hit only while another one is
/// there to go on with its runs.
final class Misfortunes {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ChaosOptions options;
    private final ChaosNodes nodes;
    private final Postgres postgres;
    private final ChaosWatch watch;
    private final TakeOvers takeOvers;
    private final Random random;
    private final List<Kind> order = new ArrayList<>();
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final List<Hit> hits = new CopyOnWriteArrayList<>();
    private final Phaser mending = new Phaser(1);

    Misfortunes(ChaosOptions options, ChaosNodes nodes, Postgres postgres, ChaosWatch watch, TakeOvers takeOvers) {
        this.options = options;
        this.nodes = nodes;
        this.postgres = postgres;
        this.watch = watch;
        this.takeOvers = takeOvers;
        this.random = new Random(options.seed());
        order.addAll(Collections.nCopies(options.kills(), Kind.KILL));
        order.addAll(Collections.nCopies(options.suspensions(), Kind.SUSPENSION));
        order.addAll(Collections.nCopies(options.restarts(), Kind.DATABASE_RESTART));
        Collections.shuffle(order, random);
    }

    enum Kind {
        KILL,
        SUSPENSION,
        DATABASE_RESTART
    }

    /// @param runs that were under way: at the node, or anywhere when the database went
    /// @param callsOut of these runs
    record Hit(Kind kind, int runs, long callsOut) {}

    List<Hit> hits() {
        return hits;
    }

    synchronized int done(Kind kind) {
        return done.getOrDefault(kind, 0);
    }

    /// Returns once all has happened and all nodes are there again.
    void happen() throws Exception {
        for (var kind : order) {
            Thread.sleep((long) (options.pause() * 1000 * (0.4 + 1.2 * random.nextDouble())));
            switch (kind) {
                case KILL -> kill();
                case SUSPENSION -> suspend();
                case DATABASE_RESTART -> {
                    hits.add(new Hit(kind, watch.underWay(), 0));
                    postgres.crash(between(1_000, 4_000));
                }
            }
            synchronized (this) {
                done.merge(kind, 1, Integer::sum);
            }
        }
        mending.arriveAndAwaitAdvance();
    }

    private void kill() throws Exception {
        var node = victim();
        strike(Kind.KILL, TakeOvers.Cause.KILLED, node);
        var away = between(500, 6_000);
        mend(() -> {
            Thread.sleep(away);
            nodes.restart(node);
        });
    }

    private void suspend() throws Exception {
        var node = victim();
        strike(Kind.SUSPENSION, TakeOvers.Cause.SUSPENDED, node);
        mend(() -> {
            Thread.sleep(Duration.ofSeconds(options.suspendSeconds()));
            node.wake();
        });
    }

    private void strike(Kind kind, TakeOvers.Cause cause, ChaosNode node) throws Exception {
        var id = node.id();
        List<TakeOvers.Standing> runs = List.of();
        if (id == null) {
            takeOvers.goneWithoutName();
        } else {
            look();
            runs = watch.runsOf(id);
            hits.add(new Hit(kind, runs.size(), watch.callsOut(runs)));
        }
        var at = Instant.now();
        switch (cause) {
            case KILLED -> node.kill();
            case SUSPENDED -> node.suspend();
        }
        takeOvers.gone(cause, node, runs, at);
    }

    private void look() throws InterruptedException {
        while (true) {
            try {
                watch.look();
                return;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
    }

    /// One that has runs, while another is ready.
    private ChaosNode victim() throws InterruptedException {
        var deadline = Instant.now().plus(LONGEST_WAIT);
        while (Instant.now().isBefore(deadline)) {
            var ready = nodes.ready();
            var busy = ready.stream()
                    .filter(node -> node.id() == null || !watch.runsOf(node.id()).isEmpty())
                    .toList();
            if (ready.size() > 1 && !busy.isEmpty()) {
                return busy.get(random.nextInt(busy.size()));
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("for " + LONGEST_WAIT + " no node could be hit: " + nodes.ready() + " are ready");
    }

    private Duration between(int fromMs, int toMs) {
        return Duration.ofMillis(random.nextInt(fromMs, toMs));
    }

    private interface Mending {
        void mend() throws IOException, InterruptedException;
    }

    private void mend(Mending work) {
        mending.register();
        Thread.ofVirtual().start(() -> {
            try {
                work.mend();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                mending.arriveAndDeregister();
            }
        });
    }
}
