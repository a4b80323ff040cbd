package dev.parley.app;

import dev.parley.rehearsal.StandIn;
import dev.parley.rehearsal.voice.PersonaVoice;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/// Serves the stand-ins alone, without pages and database.
@CommandLine.Command(
        name = "rehearsal",
        description = "Serve the providers' stand-ins alone, for rehearsals and for the vendors' own SDKs.",
        mixinStandardHelpOptions = true)
final class RehearsalCommand implements Callable<Integer> {
    private static final int EXIT_REFUSED = 2;

    @CommandLine.Option(names = "--port", description = "Port on loopback; 0 takes a free one (default: 8090).")
    private int port = 8090;

    @CommandLine.Option(names = "--seed", description = "Drives hidden token factors, draws and faults (default: 1).")
    private long seed = StageHand.SEED;

    @Override
    public Integer call() throws InterruptedException {
        try (var library = StageHand.readOnce(Settings.from(System::getenv).library());
                var standIn = StandIn.start(
                        StageHand.settings(port, seed, library.contents().catalogue()),
                        new BpeTokenCounter(),
                        new PersonaVoice())) {
            System.out.println("Stand-ins on " + standIn.url() + " (play money; any key but bad-key works)");
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("parley: " + e.getMessage());
            return EXIT_REFUSED;
        } catch (IOException e) {
            System.err.println("parley: the stand-ins could not be started on port " + port + ": " + e.getMessage());
            return EXIT_REFUSED;
        }
    }
}
