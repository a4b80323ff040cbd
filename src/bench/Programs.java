import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Processes of a bench: started as the `parley` script does it, but without a shell between, so that a signal hits the
/// program itself; ended with the bench, whatever happens to it.
final class Programs implements AutoCloseable {
    /// For programs that are started often and are not measured.
    static final List<String> QUICK_START = List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final long LONGEST_END_S = 20;
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int PORT_TRIES = 100;

    private final Path project;
    private final Collection<Process> started = new ConcurrentLinkedQueue<>();

    Programs(Path project) {
        this.project = project;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-programs"));
    }

    /// Parley with these arguments. It takes nothing else of Parley's settings from around it.
    Process parley(Path home, List<String> javaOptions, Map<String, String> settings, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", project.resolve("target/quarkus-app/quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        Files.createDirectories(home);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().put("PARLEY_LIBRARY", project.toString());
        builder.environment().put("PARLEY_HOME", home.toString());
        builder.environment().putAll(settings);
        return start(builder, home.resolve("log"));
    }

    Process start(ProcessBuilder builder, Path log) throws IOException {
        var process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        started.add(process);
        return process;
    }

    /// Below those that the system gives to outgoing connections, so that nobody takes it while its program is down.
    static int freePort() throws IOException {
        for (int attempt = 1; attempt <= PORT_TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it.
            }
        }
        throw new IOException("no free port from " + LOWEST_PORT + " to " + HIGHEST_PORT);
    }

    /// @param name as `kill` knows it, without `SIG`
    static void signal(Process process, String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }
    }

    static boolean ends(Process process, Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends what is left, the last started first. It is killed, since a process that is suspended hears nothing else.
    @Override
    public void close() {
        var left = new ArrayList<>(started).reversed();
        left.stream().filter(Process::isAlive).forEach(Process::destroyForcibly);
        for (var process : left) {
            try {
                process.waitFor(LONGEST_END_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
