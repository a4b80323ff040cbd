package dev.parley.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A real PostgreSQL server of our own, with its data in the data folder. What it has acknowledged is on disk.
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final long STOP_ORPHAN_S = 15;

    private static final long LONGEST_END_S = 25;

    private static volatile CountDownLatch runsEnded = new CountDownLatch(0);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Starts the server on a free loopback port. The caller holds the lock on `home`, so that a server which is still
    /// there belongs to a program that was killed; it is stopped first.
    static EmbeddedDatabase start(Path home) throws IOException {
        var data = data(home);
        stopOrphan(data);
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(
                        home.resolve("postgres").resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTUP)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                .start();
        var database = new EmbeddedDatabase(server);
        Runtime.getRuntime().addShutdownHook(new Thread(database::closeAfterRuns, "close-database"));
        return database;
    }

    /// Where the server keeps its data.
    static Path data(Path home) {
        return home.resolve("postgres").resolve("data");
    }

    /// Runs may settle until the last one has ended; the server must outlive them when a signal ends the program.
    static void expectRuns() {
        runsEnded = new CountDownLatch(1);
    }

    static void runsEnded() {
        runsEnded.countDown();
    }

    private void closeAfterRuns() {
        try {
            if (!runsEnded.await(LONGEST_END_S, TimeUnit.SECONDS)) {
                LOG.warn(
                        "the database server is stopped although runs have not ended; they are taken up at the next start");
            }
            server.close();
        } catch (IOException e) {
            LOG.warn("the database server did not stop; the next start stops it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void stopOrphan(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var orphan = orphan(data, pidFile);
        if (orphan.isPresent()) {
            LOG.infof(
                    "stopping the database server that a killed Parley left behind (process %d)",
                    orphan.get().pid());
            stop(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /// The server of this data folder, if it still runs. Process numbers are used again, so the number is not enough.
    private static Optional<ProcessHandle> orphan(Path data, Path pidFile) throws IOException {
        var lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(process -> {
            var info = process.info();
            var words = info.commandLine().orElse("");
            return words.contains("postgres") && words.contains(data.toString());
        });
    }

    private static void stop(ProcessHandle server) throws IOException {
        try {
            // SIGINT asks PostgreSQL for a fast shutdown; SIGTERM would wait for its clients.
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(STOP_ORPHAN_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while stopping the database server " + server.pid());
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new StartRefused("the database server that a killed Parley left behind (process " + server.pid()
                    + ") does not stop; end it by hand and start again");
        }
    }
}
