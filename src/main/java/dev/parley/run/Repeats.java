package dev.parley.run;

import java.util.List;
import java.util.stream.IntStream;

/// The same run several times, with seeds that count up from the first one's.
///
/// @param count 1 to [#MOST]
public record Repeats(RunRequest first, int count) {
    public static final int MOST = 20;

    public Repeats {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("repeats: " + count);
        }
    }

    /// One request for each. The first keeps its idempotency key, the others have it with `#2`, `#3` … behind it, so
    /// that asking again gives the same runs.
    List<RunRequest> requests() {
        return IntStream.range(0, count).mapToObj(this::request).toList();
    }

    private RunRequest request(int place) {
        var key = first.idempotencyKey();
        return place == 0
                ? first
                : new RunRequest(
                        first.script().withSeed(first.script().seed() + place),
                        first.mode(),
                        first.models(),
                        first.budget(),
                        first.project(),
                        key == null ? null : key + "#" + (place + 1));
    }
}
