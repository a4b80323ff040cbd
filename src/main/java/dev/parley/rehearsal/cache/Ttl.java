package dev.parley.rehearsal.cache;

import java.time.Duration;

/// The lifetimes that a request can ask of an explicit prompt cache. The long ones are billed as 1h writes.
public enum Ttl {
    MINUTES_5(Duration.ofMinutes(5), false),
    HOUR_1(Duration.ofHours(1), true),
    MINUTES_30(Duration.ofMinutes(30), false),
    HOURS_12(Duration.ofHours(12), true);

    private final long millis;
    private final boolean longLived;

    Ttl(Duration life, boolean longLived) {
        this.millis = life.toMillis();
        this.longLived = longLived;
    }

    public long millis() {
        return millis;
    }

    public boolean longLived() {
        return longLived;
    }
}
