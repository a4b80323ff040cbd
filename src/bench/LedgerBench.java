import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Folding;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.RollUpCheck;
import dev.parley.ledger.export.CallExport;
import dev.parley.ledger.export.ExportForm;
import dev.parley.run.TimeOrderedId;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/// Fills a ledger on a fresh PostgreSQL with fsync on, folds it as it grows, and asks it. Entries lie over twelve
/// months in the order of time: runs of 20 calls, each of one project and user, with four pairs of persona and model
/// out of 60 and 40; 2 of 100 calls failed and 2 are of unknown cost. They are loaded by COPY. Beside each million,
/// calls go the way of the engine: opened in one transaction and settled in another, by the statements that the ledger
/// sends, in batches of 50 as when runs settle together.
final class LedgerBench {
    private static final int BLOCK = 1_000_000;
    private static final int CALLS_OF_A_RUN = 20;
    private static final int CALLS_OF_A_COPY = 20_000;
    private static final int SAMPLE = 2_000;
    private static final int SAMPLES = 7;
    private static final int BATCH = 50;
    private static final int REPEATS = 9;
    private static final Instant FIRST = Instant.parse("2025-11-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String[] PROVIDERS = {"anthropic", "openai", "google", "mistral", "deepseek"};

    private final DataSource database;
    private final int entries;
    private final Random chance = new Random(20261124);
    private final Map<String, Object> result = new LinkedHashMap<>();
    private final List<Map<String, Object>> blocks = new ArrayList<>();
    private UUID someRun = new UUID(0, 0);

    private LedgerBench(DataSource database, int entries) {
        this.database = database;
        this.entries = entries;
    }

    public static void main(String[] args) throws Exception {
        var project = Path.of(args[0]);
        var folder = Files.createTempDirectory("parley-ledger-bench");
        try (var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start();
                var database = pool(server.getJdbcUrl("postgres", "postgres"))) {
            Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
            var bench = new LedgerBench(database, Integer.parseInt(args[1]));
            bench.fill();
            bench.ask();
            Served.report(project, "ledger", bench.result);
        } finally {
            delete(folder);
        }
    }

    /// Connections that stay open, as the program has them.
    private static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.initialSize(2)
                        .maxSize(4)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(url)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres")))));
    }

    private void fill() throws Exception {
        System.out.println("| entries | bulk a second | opened and settled a second | folded a second | database MB |");
        System.out.println("|---:|---:|---:|---:|---:|");
        var folding = new Folding(database);
        for (int done = 0; done < entries; done += BLOCK) {
            int size = Math.min(BLOCK, entries - done);
            double bulk = size / seconds(copies(done, size));
            double engine = medianSettledPerSecond();
            double folded = (size + SAMPLES * SAMPLE) / seconds(folding::fold);
            var block = new LinkedHashMap<String, Object>();
            block.put("entries", done + size);
            block.put("bulkPerSecond", Math.round(bulk));
            block.put("settledPerSecond", Math.round(engine));
            block.put("foldedPerSecond", Math.round(folded));
            block.put("databaseMb", Long.parseLong(text("select pg_database_size('postgres') / 1000000")));
            blocks.add(block);
            System.out.println("| " + String.join(" | ", block.values().stream().map(String::valueOf).toList()) + " |");
        }
        blocks.getFirst().keySet().forEach(name -> result.put(
                name, blocks.stream().map(block -> block.get(name)).toList()));
        result.put("settledLastToFirst", ratio("settledPerSecond"));
        result.put("bulkLastToFirst", ratio("bulkPerSecond"));
        execute("vacuum analyze");
    }

    /// Of several samples, since the disk is busy with the bulk for a while.
    private double medianSettledPerSecond() throws Exception {
        var perSecond = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            perSecond[i] = SAMPLE / seconds(this::openAndSettle);
        }
        java.util.Arrays.sort(perSecond);
        return perSecond[SAMPLES / 2];
    }

    private double ratio(String name) {
        long first = (Long) blocks.getFirst().get(name);
        long last = (Long) blocks.getLast().get(name);
        return Math.round(100.0 * last / first) / 100.0;
    }

    private Callable<Void> copies(int done, int size) {
        return () -> {
            for (int i = 0; i < size; i += CALLS_OF_A_COPY) {
                copy(done + i, Math.min(CALLS_OF_A_COPY, size - i));
            }
            return null;
        };
    }

    /// One transaction of runs and their calls.
    private void copy(int first, int count) throws SQLException, IOException {
        var runs = new StringBuilder();
        var calls = new StringBuilder();
        for (int i = 0; i < count; i += CALLS_OF_A_RUN) {
            addRun(runs, calls, moment(first + i), Math.min(CALLS_OF_A_RUN, count - i));
        }
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            copyIn(connection, "run (id, script, title, kind, mode, status, seed, turns, project, username, snapshot,"
                    + " estimate, created_at)", runs);
            copyIn(connection, "call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,"
                    + " model_asked, model, at, outcome, latency_ms, hold_usd, input, cache_read, cache_write_5m,"
                    + " cache_write_1h, output, reasoning, usd, usd_input, usd_cache_read, usd_cache_write_5m,"
                    + " usd_output, saved_usd, price_effective_from, price_tier, price_source, raw_usage)", calls);
            connection.commit();
        }
    }

    private Instant moment(long place) {
        return FIRST.plusMillis(YEAR.toMillis() * place / entries);
    }

    private void addRun(StringBuilder runs, StringBuilder calls, Instant at, int count) {
        var run = TimeOrderedId.at(at);
        someRun = run;
        var project = "project-" + chance.nextInt(8);
        var user = "user-" + chance.nextInt(4);
        line(runs, run, "bench", "Bench", "debate", "live", "finished", 1, count, project, user, "{}", "{}", at);
        var personas = new int[4];
        var models = new int[4];
        for (int i = 0; i < personas.length; i++) {
            personas[i] = chance.nextInt(60);
            models[i] = chance.nextInt(40);
        }
        for (int turn = 1; turn <= count; turn++) {
            int speaker = turn % personas.length;
            addCall(calls, run, turn, "persona-" + personas[speaker], models[speaker], project, user, at.plusSeconds(turn * 9L));
        }
    }

    private void addCall(
            StringBuilder calls,
            UUID run,
            int turn,
            String persona,
            int modelNumber,
            String project,
            String user,
            Instant at) {
        var provider = PROVIDERS[modelNumber % PROVIDERS.length];
        var model = provider + "/model-" + modelNumber;
        int kind = chance.nextInt(50);
        var outcome = kind == 0 ? "failed" : kind == 1 ? "unknown" : "settled";
        var cells = new ArrayList<Object>(Arrays.asList(
                TimeOrderedId.at(at), run, turn, persona, "speech", 1, "live", project, user, provider, model, model, at,
                outcome, 900 + chance.nextInt(4_000), new BigDecimal("0.0731250")));
        if (kind > 1) {
            long input = chance.nextInt(900);
            long read = turn * 180L;
            long written = chance.nextInt(400);
            long output = 80 + chance.nextInt(300);
            var usdInput = usd(input, 3_000_000);
            var usdRead = usd(read, 300_000);
            var usdWritten = usd(written, 3_750_000);
            var usdOutput = usd(output, 15_000_000);
            var usd = usdInput.add(usdRead).add(usdWritten).add(usdOutput);
            cells.addAll(List.of(input, read, written, 0, output, 0, usd, usdInput, usdRead, usdWritten, usdOutput,
                    usd(read, 2_700_000), "2025-09-29", "base", "https://example.com/prices",
                    "{\"input_tokens\":" + input + ",\"output_tokens\":" + output + "}"));
        } else {
            for (int i = 0; i < 16; i++) {
                cells.add("\\N");
            }
        }
        line(calls, cells.toArray());
    }

    private static BigDecimal usd(long tokens, long picoPerToken) {
        return BigDecimal.valueOf(tokens * picoPerToken, 12);
    }

    private static void line(StringBuilder lines, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            lines.append(i == 0 ? "" : "\t").append(cells[i]);
        }
        lines.append('\n');
    }

    private static void copyIn(Connection connection, String table, StringBuilder lines) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }

    /// The engine's way, on one connection.
    private Void openAndSettle() throws SQLException {
        try (var connection = database.getConnection();
                var open = connection.prepareStatement("""
                        insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,
                            model_asked, model, at, outcome, hold_usd, price_assumed)
                        values (?, ?, 1, 'persona-1', 'speech', 1, 'live', 'project-1', 'user-1', 'openai',
                            'openai/model-1', 'openai/model-1', ?, 'open', 0.073125, false)""");
                var settle = connection.prepareStatement("""
                        update call set outcome = 'settled', latency_ms = 1200, input = 500, cache_read = 900,
                            cache_write_5m = 0, cache_write_1h = 0, output = 210, reasoning = 0, usd = 0.00492,
                            usd_input = 0.0015, usd_cache_read = 0.00027, usd_output = 0.00315, saved_usd = 0.00243,
                            price_tier = 'base', price_source = 'https://example.com/prices', raw_usage = '{}'
                        where id = ? and outcome = 'open'""")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < SAMPLE; i += BATCH) {
                var ids = new ArrayList<UUID>();
                var now = FIRST.plus(YEAR).plusMillis(i);
                for (int j = 0; j < BATCH; j++) {
                    ids.add(TimeOrderedId.at(now));
                    open.setObject(1, ids.get(j));
                    open.setObject(2, someRun);
                    open.setTimestamp(3, Timestamp.from(now));
                    open.addBatch();
                }
                open.executeBatch();
                connection.commit();
                for (var id : ids) {
                    settle.setObject(1, id);
                    settle.addBatch();
                }
                settle.executeBatch();
                connection.commit();
            }
        }
        return null;
    }

    private void ask() throws Exception {
        var costs = new Costs(database);
        var live = CallFilter.of(RunMode.LIVE);
        var month = live.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
        var ragged = live.between(Instant.parse("2026-03-01T10:17:00Z"), Instant.parse("2026-03-31T15:43:00Z"));
        var run = live.withRun(someRunOfTheMiddle());
        result.put("monthByDayAndModelMs", median(() -> costs.sums(month, List.of(Grouping.DAY, Grouping.MODEL))));
        result.put("raggedMonthByDayAndModelMs", median(() -> costs.sums(ragged, List.of(Grouping.DAY, Grouping.MODEL))));
        result.put("monthByPersonaMs", median(() -> costs.sums(month, List.of(Grouping.PERSONA))));
        result.put("yearByMonthAndProjectMs", median(() -> costs.sums(live, List.of(Grouping.MONTH, Grouping.PROJECT))));
        result.put("runByPersonaMs", median(() -> costs.sums(run, List.of(Grouping.PERSONA))));
        result.put("runEntriesMs", median(() -> {
            new CallExport(database).write(run, ExportForm.JSON, OutputStream.nullOutputStream());
            return null;
        }));
        export(live);
        double seconds = seconds(() -> {
            var differences = new RollUpCheck(database).differences();
            if (!differences.isEmpty()) {
                throw new IllegalStateException("roll-ups differ: " + differences.getFirst());
            }
            return null;
        });
        result.put("checkSeconds", Math.round(seconds * 10) / 10.0);
        for (var table : List.of("cost_hour", "cost_day", "cost_model_day", "cost_persona_day", "call")) {
            result.put("rowsOf_" + table, Long.parseLong(text("select count(*) from " + table)));
        }
        result.put("cores", Runtime.getRuntime().availableProcessors());
    }

    private UUID someRunOfTheMiddle() throws SQLException {
        return UUID.fromString(text("select run_id from call where mode = 'live' and at >= '2026-05-01' order by at limit 1"));
    }

    /// About a million rows, by the length of the period.
    private void export(CallFilter live) throws Exception {
        var long1m = Duration.ofMillis(YEAR.toMillis() * Math.min(entries, BLOCK) / entries);
        var filter = live.between(FIRST, FIRST.plus(long1m));
        var lines = new long[1];
        var counting = new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int count) {
                for (int i = from; i < from + count; i++) {
                    lines[0] += bytes[i] == '\n' ? 1 : 0;
                }
            }
        };
        var heap = heap();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        double seconds = seconds(() -> {
            new CallExport(database).write(filter, ExportForm.CSV, counting);
            return null;
        });
        result.put("exportRows", lines[0] - 1);
        result.put("exportRowsPerSecond", Math.round(lines[0] / seconds));
        result.put("exportPeakHeapMb",
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1_000_000);
    }

    /// Garbage counts too, up to the limit that the script gives.
    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long median(Callable<?> work) throws Exception {
        work.call();
        var millis = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            millis[i] = Math.round(seconds(work) * 1000);
        }
        Arrays.sort(millis);
        return millis[REPEATS / 2];
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begun = System.nanoTime();
        work.call();
        return (System.nanoTime() - begun) / 1e9;
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
