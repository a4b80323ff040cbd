import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A PostgreSQL of the bench's own, from the binaries that come with Parley, with fsync on. It can be made to crash and
/// to start again on the same data and port.
final class Postgres {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Programs programs;
    private final Path folder;
    private final int port;
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private Process server;

    private Postgres(Programs programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /// A stretch in which there was no server.
    record Outage(Instant from, Instant to) {
        boolean overlaps(Instant first, Instant last) {
            return !to.isBefore(first) && !from.isAfter(last);
        }
    }

    static Postgres start(Programs programs, Path folder, int port) throws Exception {
        // Unpacks the binaries and makes the data folder; the server itself is started our own way, to have its process.
        EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start()
                .close();
        var postgres = new Postgres(programs, folder, port);
        postgres.launch();
        postgres.awaitReady();
        return postgres;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    long pid() {
        return server.pid();
    }

    /// What the server itself calls an immediate shutdown: as if it had crashed.
    void crash(Duration away) throws Exception {
        var from = Instant.now();
        Programs.signal(server, "QUIT");
        if (!Programs.ends(server, LONGEST_START)) {
            throw new IllegalStateException("PostgreSQL does not stop");
        }
        Thread.sleep(away);
        launch();
        awaitReady();
        outages.add(new Outage(from, Instant.now()));
    }

    /// Orderly, without waiting for clients.
    void stop() throws IOException, InterruptedException {
        Programs.signal(server, "INT");
        Programs.ends(server, LONGEST_START);
    }

    boolean wasAway(Instant first, Instant last) {
        return outages.stream().anyMatch(outage -> outage.overlaps(first, last));
    }

    private void launch() throws IOException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(List.of(binary().toString(), "-D", folder.resolve("data").toString(), "-p", "" + port));
        for (var setting : List.of(
                "fsync=on", "synchronous_commit=on", "max_connections=100", "listen_addresses=127.0.0.1")) {
            command.addAll(List.of("-c", setting));
        }
        server = programs.start(new ProcessBuilder(command), folder.resolve("log"));
    }

    private Path binary() throws IOException {
        try (var unpacked = Files.list(folder.resolve("binaries"))) {
            return unpacked.map(version -> version.resolve("bin/postgres"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void awaitReady() throws Exception {
        var deadline = Instant.now().plus(LONGEST_START);
        try (var sql = new Sql(jdbcUrl())) {
            while (!sql.answers()) {
                if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("PostgreSQL does not start; see " + folder.resolve("log"));
                }
                Thread.sleep(50);
            }
        }
    }
}
