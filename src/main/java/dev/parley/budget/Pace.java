package dev.parley.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How fast a provider may be called: at once, and within a minute. Calls within a minute follow the generic cell rate
/// algorithm: a tenth of them may come together, the rest evenly, so that no sixty seconds see more than the limit.
///
/// @param atOnce null for no limit
/// @param perMinute null for no limit
public record Pace(@Nullable Integer atOnce, @Nullable Integer perMinute) {
    public static final Pace FREE = new Pace(null, null);
    public static final int MOST = 1_000_000;

    private static final long MINUTE_MICROS = 60_000_000;
    private static final Duration FIRST_STRIKE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int SHARE_TOGETHER = 10;

    public Pace {
        if ((atOnce != null && (atOnce < 1 || atOnce > MOST))
                || (perMinute != null && (perMinute < 1 || perMinute > MOST))) {
            throw new IllegalArgumentException("a pace of " + atOnce + " at once, " + perMinute + " a minute");
        }
    }

    /// What all nodes together know of a provider.
    ///
    /// @param openCalls calls that are out
    /// @param nextAt when the next call would come if all came evenly; null before the first
    /// @param slowedUntil no call goes out before; null when nobody asked for that
    /// @param strikes how often in a row the provider asked to slow down
    public record Gate(
            int openCalls,
            @Nullable Instant nextAt,
            @Nullable Instant slowedUntil,
            int strikes) {
        public static final Gate FRESH = new Gate(0, null, null, 0);

        public Gate {
            if (openCalls < 0) {
                throw new IllegalArgumentException("calls that are out: " + openCalls);
            }
        }

        /// A call is no longer out. One that went out before there were gates was not counted.
        public Gate closed() {
            return new Gate(Math.max(0, openCalls - 1), nextAt, slowedUntil, strikes);
        }

        /// The provider answered.
        public Gate answered() {
            return strikes == 0 ? this : new Gate(openCalls, nextAt, slowedUntil, 0);
        }

        /// The provider asked to slow down.
        ///
        /// @param asked for how long; null when it did not say
        public Gate struck(Instant now, @Nullable Duration asked) {
            int before = now.isBefore(slowedUntil == null ? Instant.MIN : slowedUntil) ? strikes - 1 : strikes;
            int doublings = Math.clamp(before, 0, MOST_DOUBLINGS);
            var until = now.plus(asked == null ? FIRST_STRIKE.multipliedBy(1L << doublings) : asked);
            var later = slowedUntil != null && slowedUntil.isAfter(until) ? slowedUntil : until;
            return new Gate(openCalls, nextAt, later, before + 1);
        }
    }

    /// What the gate says to one more call.
    public sealed interface Passage {
        record Open(Gate after) implements Passage {}

        /// @param until when it is worth asking again; null when a call has to end first
        record Closed(@Nullable Instant until, String why) implements Passage {}
    }

    public Passage pass(Gate gate, Instant now) {
        if (gate.slowedUntil() != null && now.isBefore(gate.slowedUntil())) {
            return new Passage.Closed(gate.slowedUntil(), "asks to slow down until " + gate.slowedUntil());
        }
        if (atOnce != null && gate.openCalls() >= atOnce) {
            return new Passage.Closed(null, "has its " + atOnce + " calls at once");
        }
        if (perMinute == null) {
            return new Passage.Open(new Gate(gate.openCalls() + 1, null, gate.slowedUntil(), gate.strikes()));
        }
        var nextAt = gate.nextAt() == null || gate.nextAt().isBefore(now) ? now : gate.nextAt();
        var earliest = nextAt.minus(between().multipliedBy(together() - 1L));
        if (now.isBefore(earliest)) {
            return new Passage.Closed(earliest, "takes " + perMinute + " calls a minute");
        }
        return new Passage.Open(
                new Gate(gate.openCalls() + 1, nextAt.plus(between()), gate.slowedUntil(), gate.strikes()));
    }

    private int together() {
        return perMinute == null ? 1 : Math.max(1, perMinute / SHARE_TOGETHER);
    }

    /// Rounded up, to what a database keeps of a moment: rounded down, one call more would fit into a minute.
    private Duration between() {
        return perMinute == null
                ? Duration.ZERO
                : Duration.of(Math.ceilDiv(MINUTE_MICROS, perMinute - (together() - 1L)), ChronoUnit.MICROS);
    }
}
