package dev.parley.rehearsal.meter;

/// Fast 64-bit fingerprints for cache keys and seeded draws. Not for security.
public final class Digest {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Digest() {}

    public static long of(String text) {
        return of(text, 0, text.length());
    }

    public static long of(String text, int from, int to) {
        long hash = GOLDEN ^ (to - from);
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 29;
        }
        return finish(hash);
    }

    /// Joins two fingerprints; the order matters.
    public static long mix(long first, long second) {
        return finish(Long.rotateLeft(first, 23) * GOLDEN + finish(second + GOLDEN));
    }

    public static long mix(long first, String second) {
        return mix(first, of(second));
    }

    /// Spreads the bits of a number (the finisher of SplitMix64).
    public static long finish(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// A number in [0, 1) that the fingerprint decides.
    public static double unit(long hash) {
        return (finish(hash) >>> 11) * 0x1.0p-53;
    }
}
