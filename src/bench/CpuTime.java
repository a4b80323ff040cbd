import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Processor time that processes have used up, as Linux counts it, to hundredths of a second. A process counts with its
/// children: PostgreSQL's work is done by those.
final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Map<String, Long> programs;
    private Map<String, Double> before = Map.of();
    private long beforeNanos;

    /// @param programs their process ids
    CpuTime(Map<String, Long> programs) {
        this.programs = programs;
    }

    void start() {
        before = seconds();
        beforeNanos = System.nanoTime();
    }

    /// Cores that each program has kept busy since the start, on the average.
    Map<String, Double> cores() {
        double passed = (System.nanoTime() - beforeNanos) / 1e9;
        var cores = new LinkedHashMap<String, Double>();
        seconds().forEach((name, seconds) ->
                cores.put(name, Math.round(100 * (seconds - before.getOrDefault(name, 0.0)) / passed) / 100.0));
        return cores;
    }

    private Map<String, Double> seconds() {
        var seconds = new LinkedHashMap<String, Double>();
        programs.forEach((name, pid) -> seconds.put(name, ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> own(process.pid()))
                .sum()));
        return seconds;
    }

    private static double own(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0; // it has ended, or this is no Linux
        }
    }
}
