package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.TrackRecord.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
    private static final double CLOSE = 1e-9;

    @Test
    void aMissIsAShareOfWhatWasLikely() {
        assertThat(paid("1.1").miss()).isCloseTo(0.1, within(CLOSE));
        assertThat(paid("0.75").miss()).isCloseTo(-0.25, within(CLOSE));
    }

    @Test
    void theEndsOfAnIntervalBelongToIt() {
        assertThat(Stream.of("0.79", "0.8", "1.2", "1.21").map(usd -> paid(usd).place()))
                .containsExactly(Outcome.Place.BELOW, Outcome.Place.INSIDE, Outcome.Place.INSIDE, Outcome.Place.ABOVE);
    }

    @Test
    void biasKeepsTheSignOfMissesAndSpreadDoesNot() {
        var fared = fared(paid("0.8"), paid("0.9"), paid("1"), paid("1.3"), paid("1.4"));
        assertThat(fared.bias()).isCloseTo(0, within(CLOSE));
        assertThat(fared.spread()).isCloseTo(0.2, within(CLOSE));
        assertThat(fared.lowerQuarter()).isCloseTo(-0.1, within(CLOSE));
        assertThat(fared.upperQuarter()).isCloseTo(0.3, within(CLOSE));
        assertThat(fared.inside()).isEqualTo(3);
    }

    @Test
    void theMiddleOfTwoLiesBetweenThem() {
        assertThat(fared(paid("1"), paid("1.1")).bias()).isCloseTo(0.05, within(CLOSE));
    }

    @Test
    void onlyRunsThatWereToldABoundCanPassIt() {
        var fared = fared(outcome("2", "1.9"), outcome("2", "2"), outcome("2", null));
        assertThat(fared.bounded()).isEqualTo(2);
        assertThat(fared.passed()).isEqualTo(1);
    }

    @Test
    void nothingIsSaidOfNoRuns() {
        assertThat(TrackRecord.of(List.of())).isEmpty();
    }

    /// Worked out beside this in exact fractions.
    @Test
    void howOftenChanceBringsAShareIsTheExactTest() {
        assertThat(inside(46, 50).chance()).isCloseTo(0.815075, within(0.000001));
        assertThat(inside(40, 50).chance()).isCloseTo(0.029692, within(0.000001));
    }

    @Test
    void aShareIsHeldAgainstNineInTen() {
        assertThat(inside(46, 50).promise()).isEqualTo(Promise.KEPT);
        assertThat(inside(42, 50).chance()).isBetween(0.05, 0.25);
        assertThat(inside(42, 50).promise()).isEqualTo(Promise.KEPT);
        assertThat(inside(40, 50).promise()).isEqualTo(Promise.TOO_NARROW);
        assertThat(inside(60, 60).promise()).isEqualTo(Promise.TOO_WIDE);
        assertThat(inside(1, 1).promise()).isEqualTo(Promise.KEPT);
    }

    @Test
    void nothingIsOffByAnythingWhereNothingWasToBePaid() {
        assertThatThrownBy(() -> new Outcome("panel", Usd.ZERO, Usd.ZERO, Usd.ZERO, null, Usd.of("1")))
                .hasMessageContaining("likely 0");
        assertThat(paid("0").miss()).isEqualTo(-1);
    }

    private static TrackRecord inside(int inside, int runs) {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < runs; i++) {
            outcomes.add(paid(i < inside ? "1" : "1.5"));
        }
        return fared(outcomes.toArray(Outcome[]::new));
    }

    private static TrackRecord fared(Outcome... outcomes) {
        return TrackRecord.of(List.of(outcomes)).orElseThrow();
    }

    private static Outcome paid(String usd) {
        return outcome(usd, "3");
    }

    private static Outcome outcome(String paid, @Nullable String max) {
        return new Outcome(
                "panel", Usd.of("0.8"), Usd.of("1"), Usd.of("1.2"), max == null ? null : Usd.of(max), Usd.of(paid));
    }
}
