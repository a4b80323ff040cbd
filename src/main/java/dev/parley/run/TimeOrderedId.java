package dev.parley.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Ids that sort by when they were made, so that new rows come to lie at the end of an index, however long it is: UUIDs
/// of version 7 (RFC 9562), with the milliseconds since 1970 in front and chance behind.
public final class TimeOrderedId {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BITS_AFTER_TIME = 16;
    private static final long VERSION_7 = 0x7000L;
    private static final long TWELVE_BITS = 0x0FFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long AFTER_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private TimeOrderedId() {}

    public static UUID at(Instant at) {
        long high = (at.toEpochMilli() << BITS_AFTER_TIME) | VERSION_7 | (CHANCE.nextLong() & TWELVE_BITS);
        return new UUID(high, VARIANT | (CHANCE.nextLong() & AFTER_VARIANT));
    }
}
