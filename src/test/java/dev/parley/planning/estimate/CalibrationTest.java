package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void withoutARunNothingIsCorrected() {
        assertThat(Calibration.NONE.correction("panel", 4)).isEqualTo(Calibration.Correction.NONE);
        assertThat(Calibration.Correction.NONE.low(1, 2, 4)).isCloseTo(1, within(1e-9));
        assertThat(Calibration.Correction.NONE.likely(1, 2, 4)).isCloseTo(2, within(1e-9));
        assertThat(Calibration.Correction.NONE.high(1, 2, 4)).isCloseTo(4, within(1e-9));
    }

    @Test
    void fewRunsOnlyWiden() {
        var one = Calibration.of(List.of(past("panel", 9)));
        assertThat(one.correction("panel", 4).high(1, 2, 4)).isCloseTo(9, within(1e-9));
        assertThat(one.correction("panel", 4).low(1, 2, 4)).isCloseTo(1, within(1e-9));
        assertThat(one.correction("duel", 4)).isEqualTo(Calibration.Correction.NONE);
    }

    /// Whatever the true spread, and though the intervals as they come are far too narrow or too wide.
    @Test
    void nineInTenOfTheRunsToComeLieInside() {
        for (double spread : new double[] {0.02, 0.2, 1}) {
            var random = new Random(11);
            int inside = 0;
            int all = 0;
            for (int trial = 0; trial < 400; trial++) {
                var past = new ArrayList<Past>();
                for (int run = 0; run < 30; run++) {
                    past.add(past("panel", actual(random, spread)));
                }
                var correction = Calibration.of(past).correction("panel", 4);
                double next = actual(random, spread);
                inside += correction.low(1, 2, 4) <= next && next <= correction.high(1, 2, 4) ? 1 : 0;
                all++;
            }
            assertThat(inside / (double) all).isBetween(0.87, 0.97);
        }
    }

    @Test
    void aSteadyMistakeIsTakenBack() {
        var past = new ArrayList<Past>();
        for (int run = 0; run < 200; run++) {
            past.add(past("panel", 3));
        }
        assertThat(Calibration.of(past).correction("panel", 4).likely(1, 2, 4)).isCloseTo(3, within(0.1));
    }

    @Test
    void theOwnFamilyIsHeardFirst() {
        var past = new ArrayList<Past>();
        for (int run = 0; run < 40; run++) {
            past.add(past("panel", 2));
            past.add(past("duel", 40));
        }
        assertThat(Calibration.of(past).correction("panel", 4).high(1, 2, 4)).isCloseTo(2, within(1e-6));
        assertThat(Calibration.of(past).correction("unheard of", 4).high(1, 2, 4))
                .isCloseTo(40, within(1e-6));
    }

    /// A sure estimate that was missed must not tear a vague one apart.
    @Test
    void noMissMovesAnEndBeyondReason() {
        var past = new ArrayList<Past>();
        for (int run = 0; run < 40; run++) {
            past.add(new Past("panel", 4, 0.999, 1, 1.001, 3));
            past.add(new Past("panel", 4, 0.999, 1, 1.001, 0.01));
        }
        var correction = Calibration.of(past).correction("panel", 4);
        assertThat(correction.high(1, 2, 4)).isBetween(4.0, 2 * Math.exp(3) + 1e-9);
        assertThat(correction.low(1, 2, 4)).isBetween(2 * Math.exp(-3) - 1e-9, 1.0);
    }

    @Test
    void whatIsOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new Past("panel", 4, 2, 1, 3, 1)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> new Past("panel", 4, 1, 2, 3, 0)).hasMessageContaining("paid 0");
    }

    private static double actual(Random random, double spread) {
        return 2.4 * Math.exp(spread * random.nextGaussian());
    }

    private static Past past(String family, double actual) {
        return new Past(family, 4, 1, 2, 4, actual);
    }
}
