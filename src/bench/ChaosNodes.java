import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// All nodes over one database, and whatever starts them again.
final class ChaosNodes implements AutoCloseable {
    private static final int MOST_TRIES = 20;

    private final Postgres postgres;
    private final Sql sql;
    private final List<ChaosNode> nodes;
    private final List<String> endedThemselves = new CopyOnWriteArrayList<>();
    private final AtomicInteger startsWithoutDatabase = new AtomicInteger();
    private volatile boolean closing;

    ChaosNodes(Programs programs, Path folder, int count, Postgres postgres, StandIns standIns) throws Exception {
        this.postgres = postgres;
        this.sql = new Sql(postgres.jdbcUrl());
        var made = new ArrayList<ChaosNode>();
        for (int i = 1; i <= count; i++) {
            made.add(new ChaosNode(i, programs, folder.resolve("node-" + i), postgres, standIns));
        }
        this.nodes = List.copyOf(made);
    }

    List<ChaosNode> all() {
        return nodes;
    }

    List<ChaosNode> ready() {
        return nodes.stream().filter(ChaosNode::isReady).toList();
    }

    /// Nodes that went away although nobody had killed them, and the database was there.
    List<String> endedThemselves() {
        return endedThemselves;
    }

    int startsWithoutDatabase() {
        return startsWithoutDatabase.get();
    }

    /// The first one alone, since it makes the tables; then the others together.
    void startAll() throws Exception {
        start(nodes.getFirst());
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.stream().skip(1).forEach(node -> together.submit(() -> restart(node)));
        }
    }

    /// Returns once it serves. A node that ends because there is no database is started again.
    void start(ChaosNode node) throws Exception {
        for (int attempt = 1; attempt <= MOST_TRIES && !closing; attempt++) {
            var begun = Instant.now();
            node.launch();
            if (node.becomesReady()) {
                return;
            }
            node.ended();
            noteEnd(node, begun);
        }
    }

    /// Starts what ended by itself again, as an operator's service manager would.
    void watch() throws InterruptedException {
        while (!closing) {
            for (var node : nodes) {
                if (node.isReady() && !node.isAlive()) {
                    node.ended();
                    noteEnd(node, Instant.now().minusSeconds(5));
                    Thread.ofVirtual().start(() -> restart(node));
                }
            }
            Thread.sleep(500);
        }
    }

    void restart(ChaosNode node) {
        try {
            start(node);
        } catch (Exception e) {
            if (!closing) {
                endedThemselves.add(node + " cannot be started: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        sql.close();
    }

    private void noteEnd(ChaosNode node, Instant begun) throws InterruptedException {
        Thread.sleep(200); // an outage is known only once it is over
        if (closing) {
            return;
        }
        if (!sql.answers() || postgres.wasAway(begun, Instant.now())) {
            startsWithoutDatabase.incrementAndGet();
        } else {
            endedThemselves.add(node + " ended by itself; see " + node.log());
        }
    }
}
