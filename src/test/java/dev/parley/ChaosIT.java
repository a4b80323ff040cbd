package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The small version of `src/bench/chaos`, on the packaged program: two nodes over one PostgreSQL.
class ChaosIT {
    private static final long LONGEST_MINUTES = 10;

    @Test
    void runsSurviveKilledAndSuspendedNodesAndACrashedDatabaseToTheLastCent() throws IOException, InterruptedException {
        var output = Files.createDirectories(Path.of("target")).resolve("chaos.log");
        var chaos = new ProcessBuilder(
                        "src/bench/chaos",
                        "--nodes=2",
                        "--runs=20",
                        "--turns=6",
                        "--kills=5",
                        "--suspensions=1",
                        "--suspend-seconds=20",
                        "--restarts=1",
                        // All but timeout, which keeps a call waiting for two minutes.
                        "--faults=429,500,529,cut,malformed,no-usage,empty,refusal,speaks-for-others",
                        "--pause=4",
                        "--minutes-limit=8")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(chaos.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("it ends")
                    .isTrue();
            System.out.println(Files.readString(output));
            assertThat(chaos.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            chaos.destroy();
        }
    }
}
