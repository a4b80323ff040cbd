package dev.parley.tokens;

/// Tokens of one call, or of many, by billing class. `input` is fresh input alone: what was read from or written to a
/// cache is not in it. `reasoning` is the part of `output` that nobody sees.
public record Usage(long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long reasoning) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    public Usage {
        requireNotNegative("input", input);
        requireNotNegative("cacheRead", cacheRead);
        requireNotNegative("cacheWrite5m", cacheWrite5m);
        requireNotNegative("cacheWrite1h", cacheWrite1h);
        requireNotNegative("output", output);
        requireNotNegative("reasoning", reasoning);
        if (reasoning > output) {
            throw new IllegalArgumentException("reasoning " + reasoning + " exceeds output " + output);
        }
    }

    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0);
    }

    public long tokens(TokenClass tokenClass) {
        return switch (tokenClass) {
            case INPUT -> input;
            case CACHE_READ -> cacheRead;
            case CACHE_WRITE_5M -> cacheWrite5m;
            case CACHE_WRITE_1H -> cacheWrite1h;
            case OUTPUT -> output;
        };
    }

    /// Fresh, read and written together: what input tiers are measured by.
    public long totalInput() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    public long total() {
        return totalInput() + output;
    }

    /// The same tokens as if there were no cache: all input fresh.
    public Usage uncached() {
        return new Usage(totalInput(), 0, 0, 0, output, reasoning);
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output,
                reasoning + other.reasoning);
    }

    private static void requireNotNegative(String name, long tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("negative " + name + " tokens: " + tokens);
        }
    }
}
