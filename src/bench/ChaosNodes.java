import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// All nodes over one database. They are started one after the other, so that the name which is new in the database is
/// that of the one just started.
final class ChaosNodes implements AutoCloseable {
    private static final Duration NAME_PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 20;

    private final Postgres postgres;
    private final Sql sql;
    private final List<ChaosNode> nodes;
    private final ReentrantLock starting = new ReentrantLock();
    private final List<String> endedThemselves = new CopyOnWriteArrayList<>();
    private final AtomicInteger startsWithoutDatabase = new AtomicInteger();
    private volatile boolean closing;

    ChaosNodes(Programs programs, Path folder, int count, Postgres postgres, StandIns standIns) throws Exception {
        this.postgres = postgres;
        this.sql = new Sql(postgres.jdbcUrl());
        var made = new ArrayList<ChaosNode>();
        for (int i = 1; i <= count; i++) {
            int port = Programs.freePort();
            var settings = Map.of(
                    "PARLEY_PORT", Integer.toString(port),
                    "PARLEY_DATABASE_URL", postgres.jdbcUrl(),
                    "PARLEY_DATABASE_USER", "postgres",
                    "PARLEY_DATABASE_PASSWORD", "postgres",
                    "PARLEY_REHEARSAL_URL", standIns.url());
            made.add(new ChaosNode(i, programs, folder.resolve("node-" + i), port, settings));
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

    /// Returns once it serves. A node that ends because there is no database is started again.
    void start(ChaosNode node) throws Exception {
        starting.lock();
        try {
            for (int attempt = 1; attempt <= MOST_TRIES && !closing; attempt++) {
                var known = names();
                var begun = Instant.now();
                node.launch();
                if (node.awaitReady()) {
                    node.ready(newName(known));
                    return;
                }
                node.ended();
                noteEnd(node, begun);
            }
        } finally {
            starting.unlock();
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

    private UUID newName(Set<UUID> known) throws InterruptedException {
        var deadline = Instant.now().plus(NAME_PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var fresh = names();
            fresh.removeAll(known);
            if (fresh.size() == 1) {
                return fresh.iterator().next();
            }
            Thread.sleep(200);
        }
        return null;
    }

    private Set<UUID> names() throws InterruptedException {
        while (true) {
            try {
                if (sql.count("select count(*) from pg_tables where tablename = 'node'") == 0) {
                    return new HashSet<>();
                }
                var ids = "select id from node union select node from run where node is not null";
                return new HashSet<>(sql.list(ids, row -> row.getObject(1, UUID.class)));
            } catch (SQLException e) {
                Thread.sleep(200);
            }
        }
    }
}
