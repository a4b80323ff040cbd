package dev.parley.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.conversation.Origin;
import dev.parley.budget.HoldAsk;
import dev.parley.budget.Pace;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.ledger.RuleBook;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.ClassCosts;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;

/// The way of money alone: each run opens a call (hold in every budget, ledger entry, two events) and settles it (cost,
/// freed hold, message, two events), turn after turn, with no prompt and no provider between. All runs share one system
/// budget, one project and one user. Through the combiner, and beside it the plain way: a transaction for each hold and
/// for each settlement, on up to 24 connections. PostgreSQL with fsync on, on this machine, the clients in this process.
final class HoldsBench {
    private static final ModelId MODEL = ModelId.parse("acme/talker");
    private static final UUID NODE = UUID.randomUUID();
    private static final double SECONDS = 8;
    private static final double WARM_UP_SECONDS = 3;
    private static final HoldAsk ASK = new HoldAsk(Usd.of("0.001"), Usd.of("0.000001"), 400, 400);
    private static final String TEXT = "A message of some length, as people say them. ".repeat(8);

    private final AgroalDataSource database;

    private HoldsBench(AgroalDataSource database) {
        this.database = database;
    }

    public static void main(String[] args) throws Exception {
        var counts = Arrays.stream(args[1].split(",")).map(Integer::parseInt).toList();
        var rows = new ArrayList<Map<String, Object>>();
        try (var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "100")
                        .start();
                var database = pool(server)) {
            Flyway.configure().dataSource(database).load().migrate();
            var bench = new HoldsBench(database);
            bench.budgets();
            bench.combined(50, WARM_UP_SECONDS);
            bench.plain(50, WARM_UP_SECONDS);
            System.out.println("| runs at once | combined, turns/s | p50 ms | p99 ms | plain, turns/s | gain |");
            System.out.println("|---:|---:|---:|---:|---:|---:|");
            for (int runs : counts) {
                var combined = bench.combined(runs, SECONDS);
                var plain = bench.plain(runs, SECONDS);
                System.out.printf(
                        "| %d | %.0f | %.1f | %.1f | %.0f | %.1f× |%n",
                        runs, combined.perSecond(), combined.p50(), combined.p99(), plain.perSecond(),
                        combined.perSecond() / plain.perSecond());
                var row = new LinkedHashMap<String, Object>();
                row.put("runs", runs);
                row.put("combined", combined);
                row.put("plain", plain);
                rows.add(row);
            }
            bench.isExact();
        }
        var file = Path.of(args[0], "target", "bench", "holds.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        System.exit(0);
    }

    /// @param p50 of the time for hold and settlement of one turn together, in milliseconds
    record Figures(double perSecond, double p50, double p99) {}

    private Figures combined(int runs, double seconds) throws Exception {
        var combiner = new Combiner(database, _ -> {}, Clock.systemUTC());
        try {
            return measured(runs, seconds, new Way() {
                @Override
                public <A> A carryOut(Order<A> order) {
                    return combiner.give(order).await();
                }
            });
        } finally {
            combiner.end();
        }
    }

    private Figures plain(int runs, double seconds) throws Exception {
        return measured(runs, seconds, new Plain());
    }

    private interface Way {
        <A> A carryOut(Order<A> order) throws Exception;
    }

    /// Every order in a transaction of its own, as many at once as there are connections.
    private final class Plain implements Way {
        private final AccountIds ids = new AccountIds(database);
        private final RuleBook rules;

        Plain() throws SQLException {
            try (var connection = database.getConnection()) {
                rules = RuleBook.read(connection);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> A carryOut(Order<A> order) throws Exception {
            var pending = new Pending<>(order);
            var now = Instant.now();
            var accounts = accounts(order, rules, now);
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    RuleBook.keep(connection);
                    var batch = new Batch(connection, rules, accounts, now);
                    var verdict = batch.carryOut(List.of(pending)).get(pending);
                    connection.commit();
                    return (A) ((Batch.Verdict.Answered) java.util.Objects.requireNonNull(verdict)).answer();
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }

        private synchronized Map<Order.Open, List<Long>> accounts(Order<?> order, RuleBook rules, Instant now)
                throws SQLException {
            return order instanceof Order.Open open ? ids.of(List.of(open), rules, now).orElseThrow() : Map.of();
        }
    }

    private Figures measured(int runs, double seconds, Way way) throws Exception {
        var turns = new AtomicLong();
        var times = java.util.Collections.synchronizedList(new ArrayList<Long>());
        var ids = runs(runs);
        long begun = System.nanoTime();
        long end = begun + (long) (seconds * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Void>>();
            for (var run : ids) {
                all.add(() -> {
                    var lease = new Lease(run, NODE, 1);
                    for (int turn = 1; System.nanoTime() < end; turn++) {
                        long from = System.nanoTime();
                        turn(way, lease, turn);
                        times.add(System.nanoTime() - from);
                        turns.incrementAndGet();
                    }
                    return null;
                });
            }
            for (var one : threads.invokeAll(all)) {
                one.get();
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        var sorted = times.stream().sorted().toList();
        return new Figures(turns.get() / took, ms(sorted, 0.50), ms(sorted, 0.99));
    }

    private static double ms(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share))) / 1e6;
    }

    private static void turn(Way way, Lease lease, int turn) throws Exception {
        var call = TimeOrderedId.at(Instant.now());
        var opening = new CallOpening(
                call, lease.run(), turn, "ada", Purpose.SPEECH, 1, RunMode.REHEARSAL, "p", "u", MODEL, MODEL, 60);
        var out = List.of(new Happening("turn-started", "{\"turn\":1}"), new Happening("decision", "{\"turn\":1}"));
        var opened = way.carryOut(
                new Order.Open(lease, opening, ASK, 400, null, Pace.FREE, Instant.MIN, 0, out));
        if (!(opened instanceof Opened.Out)) {
            throw new IllegalStateException("kept back: " + opened);
        }
        var message = new NewMessage(
                lease.run(), turn, "ada", TEXT, "", Origin.MODEL, call, "acme/talker", "acme/talker", "next", "as asked", Instant.now());
        var price = new PriceUsed(null, null, "base", "a price list", false);
        var costs = new ClassCosts.Decimals(Map.of(TokenClass.INPUT, Usd.of("0.0011")));
        var end = new CallEnd.Settled(
                null, null, 7, Usage.of(900, 100), new PricedUsage.Known(costs, price), Usd.ZERO, "{\"input\":900}");
        var said = List.of(new Happening("message", "{\"turn\":1}"), new Happening("budget", "{\"turn\":1}"));
        way.carryOut(new Order.End(lease, call, end, null, message, said));
    }

    /// System, project and user, as the shipped limits have them.
    private void budgets() throws SQLException {
        execute("""
                insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)
                select 'rehearsal', scope, '*', period, 'UTC', 1000000, 'block', 'refuse', 'file'
                from (values ('system', 'month'), ('project', 'month'), ('user', 'day'), ('user', 'week'),
                             ('user', 'month'), ('run', 'total')) as r (scope, period)""");
        execute("update budget_rules_version set version = version + 1");
    }

    private List<UUID> runs(int many) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate,
                                         created_at, node, epoch)
                        select gen_random_uuid(), 's', 't', 'k', 'rehearsal', 'running', 1, 100, 'p', '{}', '{}', now(),
                               '%s', 1
                        from generate_series(1, %d) returning id""".formatted(NODE, many))) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add((UUID) rows.getObject(1));
            }
            return ids;
        }
    }

    /// What the accounts say is what the calls sum up to, or the figures are worth nothing.
    private void isExact() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select (select sum(usd) from call) = spent_usd and held_usd = 0, spent_usd
                        from budget_account where scope = 'system'""")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IllegalStateException("the system's account does not add up: " + row.getString(2));
            }
            System.out.println("The system's account adds up to the last digit: $" + row.getString(2));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static AgroalDataSource pool(EmbeddedPostgres server) throws SQLException {
        return AgroalDataSource.from(new AgroalPropertiesReader()
                .readProperties(Map.of(
                        AgroalPropertiesReader.MAX_SIZE, "24",
                        AgroalPropertiesReader.JDBC_URL,
                                server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true",
                        AgroalPropertiesReader.PRINCIPAL, "postgres",
                        AgroalPropertiesReader.CREDENTIAL, "postgres"))
                .get());
    }
}
