package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.meter.Digest;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Response ids in the vendors' forms. Never the same twice, also over restarts.
final class Ids {
    private static final String LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final long START = new SecureRandom().nextLong();
    private static final AtomicLong COUNT = new AtomicLong();

    private Ids() {}

    static String letters(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        long hash = START ^ COUNT.incrementAndGet();
        for (int i = 0; i < length; i++) {
            hash = i % 8 == 0 ? Digest.mix(hash, i) : hash;
            id.append(LETTERS.charAt((int) (((hash >>> (8 * (i % 8))) & 0xFF) % LETTERS.length())));
        }
        return id.toString();
    }

    static String hex() {
        return uuid().replace("-", "");
    }

    static String uuid() {
        long count = COUNT.incrementAndGet();
        long high = (Digest.mix(START, count) & ~0xF000L) | 0x4000L;
        long low = (Digest.mix(START ^ 1, count) & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
