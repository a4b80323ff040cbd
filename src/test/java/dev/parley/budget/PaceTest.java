package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.budget.Pace.Gate;
import dev.parley.budget.Pace.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Accounts.NOW;

    @Test
    void onlySoManyAreOutAtOnce() {
        var pace = new Pace(2, null);
        var two = new Gate(2, null, null, 0);
        assertThat(pace.pass(two, NOW))
                .isInstanceOfSatisfying(
                        Passage.Closed.class,
                        closed -> assertThat(closed.until())
                                .as("a call has to end first")
                                .isNull());
        assertThat(pace.pass(two.closed(), NOW)).isEqualTo(new Passage.Open(two));
    }

    @Test
    void aTenthOfAMinutesCallsMayComeTogether() {
        assertThat(together(60)).isEqualTo(6);
        assertThat(together(9)).isEqualTo(1);
    }

    @Test
    void withoutLimitsEverythingPasses() {
        assertThat(Pace.FREE.pass(new Gate(100_000, null, null, 0), NOW)).isInstanceOf(Passage.Open.class);
    }

    @Test
    void nothingPassesWhileTheProviderAsksToSlowDown() {
        var gate = Gate.FRESH.struck(NOW, Duration.ofSeconds(30));
        assertThat(Pace.FREE.pass(gate, NOW.plusSeconds(29)))
                .isInstanceOfSatisfying(
                        Passage.Closed.class,
                        closed -> assertThat(closed.until()).isEqualTo(NOW.plusSeconds(30)));
        assertThat(Pace.FREE.pass(gate, NOW.plusSeconds(30))).isInstanceOf(Passage.Open.class);
    }

    @Test
    void strikesInARowSlowDownLongerAndAnAnswerForgivesThem() {
        var gate = Gate.FRESH;
        var now = NOW;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            gate = gate.struck(now, null);
            assertThat(gate.slowedUntil()).isEqualTo(now.plusSeconds(seconds));
            now = now.plusSeconds(seconds);
        }
        assertThat(gate.answered().struck(now, null).slowedUntil()).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void manyCallsThatAreStruckTogetherCountOnce() {
        var once = Gate.FRESH.struck(NOW, null);
        var twice = once.struck(NOW.plusMillis(10), null);
        assertThat(twice.strikes()).isEqualTo(1);
        assertThat(once.struck(NOW, Duration.ofMillis(1)).slowedUntil())
                .as("never shorter than what is there")
                .isEqualTo(once.slowedUntil());
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Pace(0, null)).hasMessageContaining("0 at once");
        assertThatThrownBy(() -> new Pace(null, Pace.MOST + 1)).hasMessageContaining("a minute");
    }

    @Property
    boolean noSixtySecondsSeeMoreThanTheLimit(
            @ForAll @IntRange(min = 1, max = 120) int perMinute,
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 3_000) Integer> gapsMillis) {
        var pace = new Pace(null, perMinute);
        var gate = Gate.FRESH;
        var now = NOW;
        var passed = new ArrayList<Instant>();
        for (int gap : gapsMillis) {
            now = now.plusMillis(gap);
            if (pace.pass(gate, now) instanceof Passage.Open(var after)) {
                gate = after;
                passed.add(now);
            }
        }
        return mostInAMinute(passed) <= perMinute;
    }

    /// Whoever comes back at the very moment that the gate names gets through, and still never too often. The moments
    /// are kept as the database keeps them, to the microsecond.
    @Property
    boolean whoeverWaitsAsToldPassesAndTheLimitHolds(@ForAll @IntRange(min = 1, max = 2_000) int perMinute) {
        var pace = new Pace(null, perMinute);
        var gate = Gate.FRESH;
        var now = NOW;
        var passed = new ArrayList<Instant>();
        while (passed.size() < 3 * perMinute) {
            switch (pace.pass(gate, now)) {
                case Passage.Open(var after) -> {
                    gate = new Gate(0, after.nextAt(), after.slowedUntil(), after.strikes());
                    passed.add(now);
                }
                case Passage.Closed closed -> {
                    var until = closed.until();
                    if (until == null || !until.isAfter(now) || until.getNano() % 1_000 != 0) {
                        return false;
                    }
                    now = until;
                }
            }
        }
        return mostInAMinute(passed) <= perMinute;
    }

    private static int together(int perMinute) {
        var pace = new Pace(null, perMinute);
        var gate = Gate.FRESH;
        int passed = 0;
        while (pace.pass(gate, NOW) instanceof Passage.Open(var after)) {
            gate = after;
            passed++;
        }
        return passed;
    }

    private static int mostInAMinute(List<Instant> passed) {
        var window = new ArrayDeque<Instant>();
        int most = 0;
        for (var at : passed) {
            window.add(at);
            while (!window.getFirst().plusSeconds(60).isAfter(at)) {
                window.removeFirst();
            }
            most = Math.max(most, window.size());
        }
        return most;
    }
}
