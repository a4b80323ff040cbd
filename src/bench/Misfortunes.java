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
import java.util.Set;
import java.util.UUID;
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
    private final Claims claims;
    private final Random random;
    private final List<Kind> order = new ArrayList<>();
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final List<Hit> hits = new CopyOnWriteArrayList<>();
    private final Phaser mending = new Phaser(1);

    Misfortunes(ChaosOptions options, ChaosNodes nodes, Postgres postgres, ChaosWatch watch, Claims claims) {
        this.options = options;
        this.nodes = nodes;
        this.postgres = postgres;
        this.watch = watch;
        this.claims = claims;
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

    /// @param program of the node; of the database otherwise
    /// @param underWay runs that were under way anywhere
    /// @param runs that the node had; none when it was the database that went
    /// @param callsOut of these runs
    /// @param inHand runs that the scheduler was just handing to the node
    record Hit(
            Kind kind, String program, Instant at, long underWay, List<Claims.Held> runs, long callsOut, Set<UUID> inHand) {
        boolean hasHit() {
            return kind == Kind.DATABASE_RESTART ? underWay > 0 : !runs.isEmpty();
        }
    }

    List<Hit> hits() {
        return List.copyOf(hits);
    }

    List<Hit> hits(Kind kind) {
        return hits.stream().filter(hit -> hit.kind == kind).toList();
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
                    hits.add(new Hit(kind, "postgres", Instant.now(), watch.underWay(), List.of(), 0, Set.of()));
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
        var hit = hit(Kind.KILL, node);
        node.kill();
        hits.add(withHand(hit));
        var away = between(500, 6_000);
        mend(() -> {
            Thread.sleep(away);
            nodes.restart(node);
        });
    }

    private void suspend() throws Exception {
        var node = victim();
        var hit = hit(Kind.SUSPENSION, node);
        node.suspend();
        hits.add(withHand(hit));
        mend(() -> {
            Thread.sleep(Duration.ofSeconds(options.suspendSeconds()));
            node.wake();
        });
    }

    private Hit hit(Kind kind, ChaosNode node) throws SQLException {
        var runs = claims.heldBy(node.program());
        return new Hit(kind, node.program(), Instant.now(), watch.underWay(), runs, claims.callsOut(runs), Set.of());
    }

    /// What lay in the node's hands stays there for a while after it was hit.
    private Hit withHand(Hit hit) throws SQLException {
        return new Hit(
                hit.kind, hit.program, hit.at, hit.underWay, hit.runs, hit.callsOut, claims.inHandOf(hit.runs));
    }

    /// One that has runs, while another is ready.
    private ChaosNode victim() throws Exception {
        var deadline = Instant.now().plus(LONGEST_WAIT);
        while (Instant.now().isBefore(deadline)) {
            var ready = new ArrayList<>(nodes.ready());
            Collections.shuffle(ready, random);
            for (var node : ready) {
                if (ready.size() > 1 && !claims.heldBy(node.program()).isEmpty()) {
                    return node;
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("for " + LONGEST_WAIT + " no node could be hit; ready: " + nodes.ready());
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
