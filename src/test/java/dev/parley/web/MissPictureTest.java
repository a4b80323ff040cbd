package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Outcome;
import dev.parley.run.Hindsight;
import dev.parley.run.PastEstimate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MissPictureTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void dearerRunsStandHigherAndNewerOnesFurtherRight() {
        var picture = MissPicture.of(List.of(run("0.9", 0), run("1.1", 86_400)));
        var older = picture.dots().getFirst();
        var newer = picture.dots().getLast();
        assertThat(place(newer.y())).isLessThan(50).isLessThan(place(older.y()));
        assertThat(place(older.y())).isGreaterThan(50);
        assertThat(place(newer.x())).isGreaterThan(place(older.x()));
        assertThat(picture.oldest()).isEqualTo("2026-11-20");
        assertThat(picture.newest()).isEqualTo("2026-11-21");
    }

    @Test
    void theWholeIntervalHasItsPlace() {
        var dot = MissPicture.of(List.of(run("1.05", 0))).dots().getFirst();
        assertThat(place(dot.low())).isGreaterThan(place(dot.y())).isLessThan(96);
        assertThat(place(dot.high())).isLessThan(place(dot.y())).isGreaterThan(4);
        assertThat(dot.inside()).isTrue();
        assertThat(dot.title()).contains("+5 %", "inside its interval");
    }

    @Test
    void whatCostNothingStandsAtTheLowerEdge() {
        var dot = MissPicture.of(List.of(run("0", 0))).dots().getFirst();
        assertThat(place(dot.y())).isEqualTo(96);
        assertThat(dot.inside()).isFalse();
        assertThat(dot.title()).contains("−100 %", "outside its interval");
    }

    @Test
    void sharesKeepTheirSignAndOneDigitBelowATenth() {
        assertThat(Figures.signedPercent(-0.12)).isEqualTo("−12 %");
        assertThat(Figures.signedPercent(0.0421)).isEqualTo("+4.2 %");
        assertThat(Figures.signedPercent(0.0996)).isEqualTo("+10 %");
        assertThat(Figures.signedPercent(0)).isEqualTo("0 %");
        assertThat(Figures.sizeInPercent(-0.12)).isEqualTo("12 %");
    }

    /// Nine in ten from 0.3 to 1.2 times what is likely.
    private static Hindsight.Judged run(String paid, long seconds) {
        var outcome = new Outcome("panel", Usd.of("0.3"), Usd.of("1"), Usd.of("1.2"), Usd.of("9"), Usd.of(paid));
        var run = new PastEstimate(
                new UUID(0, seconds),
                "ban-cars",
                "Should cities ban cars?",
                "panel",
                NOON.plusSeconds(seconds),
                new PastEstimate.Judged(outcome));
        return new Hindsight.Judged(run, outcome);
    }

    private static double place(String percent) {
        return Double.parseDouble(percent.replace("%", ""));
    }
}
