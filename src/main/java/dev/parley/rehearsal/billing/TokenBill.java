package dev.parley.rehearsal.billing;

/// What the vendor bills for one call, in tokens.
///
/// @param input fresh input alone
/// @param output with reasoning
/// @param reasoning a part of `output`
public record TokenBill(int input, int cacheRead, int cacheWrite5m, int cacheWrite1h, int output, int reasoning) {
    public TokenBill {
        if (input < 0 || cacheRead < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || reasoning < 0 || output < reasoning) {
            throw new IllegalArgumentException("token bill: %d %d %d %d %d %d"
                    .formatted(input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning));
        }
    }

    public int totalInput() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    public int cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    /// The reply's own tokens, without the thinking.
    public int visible() {
        return output - reasoning;
    }

    public TokenBill withOutput(int newOutput) {
        return new TokenBill(input, cacheRead, cacheWrite5m, cacheWrite1h, newOutput, Math.min(reasoning, newOutput));
    }
}
