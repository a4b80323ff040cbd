package dev.parley.budget;

import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What an alert tells of a budget, once in each of its periods, and again when a limit has changed since.
public enum Level {
    /// 80 % are used.
    WARNING("0.80"),
    /// 95 % are used.
    CRITICAL("0.95"),
    /// All of it is used.
    EXCEEDED("1"),
    /// A call did not fit and was kept back.
    STOPPED(null),
    /// Spending has reached twice the usual.
    ANOMALY(null),
    /// A call cost more than what was held for it.
    OVERAGE(null);

    private final @org.jspecify.annotations.Nullable BigDecimal share;

    Level(@org.jspecify.annotations.Nullable String share) {
        this.share = share == null ? null : new BigDecimal(share);
    }

    /// The name in the API and the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no level has this name
    public static Level ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// The levels that what is used has reached by `now`. Money that is only held has not been used yet.
    public static Set<Level> reachedBy(Account account, Instant now) {
        var reached = EnumSet.noneOf(Level.class);
        var allowed = account.allowed(now);
        if (allowed != null && !account.used().isZero()) {
            for (var level : values()) {
                if (level.share != null
                        && account.used().compareTo(new Usd(allowed.amount().multiply(level.share))) >= 0) {
                    reached.add(level);
                }
            }
        }
        return reached;
    }

    /// What of the levels that were told still stands once a limit has changed. The others are news when they are
    /// reached anew, and so is a call that is kept back, where there is room for now.
    public static Set<Level> stillTold(Account account, Instant now) {
        var reached = reachedBy(account, now);
        var left = account.left(now);
        boolean hasRoom = left == null || left.compareTo(Usd.ZERO) > 0;
        var still = EnumSet.noneOf(Level.class);
        for (var level : account.told()) {
            boolean stands = switch (level) {
                case WARNING, CRITICAL, EXCEEDED -> reached.contains(level);
                case STOPPED -> !hasRoom;
                case ANOMALY, OVERAGE -> true;
            };
            if (stands) {
                still.add(level);
            }
        }
        return still;
    }

    /// A set of levels as one number, a bit for each.
    public static int bits(Set<Level> levels) {
        int bits = 0;
        for (var level : levels) {
            bits |= 1 << level.ordinal();
        }
        return bits;
    }

    /// What [#bits] made a number of.
    public static Set<Level> ofBits(int bits) {
        var levels = EnumSet.noneOf(Level.class);
        for (var level : values()) {
            if ((bits & 1 << level.ordinal()) != 0) {
                levels.add(level);
            }
        }
        return levels;
    }
}
