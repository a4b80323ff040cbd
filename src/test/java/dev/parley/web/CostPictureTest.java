package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate.TurnShare;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostPictureTest {
    private static final List<TurnShare> TWO_TURNS = List.of(
            new TurnShare(1, "a", Usd.of("1"), Usd.of("1"), Usd.of("0.5"), Usd.of("2"), 0),
            new TurnShare(2, "b", Usd.of("1"), Usd.of("2"), Usd.of("1"), Usd.of("4"), 0));

    @Test
    void theEstimateOfABranchBeginsAfterTheTurnsThatItWasGiven() {
        var third = new TurnShare(3, "ada", Usd.of("1"), Usd.of("1"), Usd.of("0.5"), Usd.of("2"), 0);
        var fourth = new TurnShare(4, "ben", Usd.of("1"), Usd.of("2"), Usd.of("1"), Usd.of("4"), 0);
        var picture = CostPicture.of(List.of(third, fourth), List.of(Usd.ZERO, Usd.ZERO, Usd.of("1")), null);
        assertThat(picture.likely()).isEqualTo("500,300 750,225 1000,150");
        assertThat(picture.actual()).isEqualTo("0,300 250,300 500,300 750,225");
        assertThat(picture.turns()).isEqualTo(4);
    }

    @Test
    void theDearestTotalReachesTheTop() {
        var picture = CostPicture.of(TWO_TURNS, List.of(), null);
        assertThat(picture.top().display()).isEqualTo("$4.00");
        assertThat(picture.band()).isEqualTo("0,300 500,150 1000,0 1000,225 500,262");
        assertThat(picture.likely()).isEqualTo("0,300 500,225 1000,150");
        assertThat(picture.actual()).isEmpty();
    }

    @Test
    void whatWasPaidBeyondTheEstimateStaysInThePicture() {
        var picture = CostPicture.of(TWO_TURNS, List.of(Usd.of("3"), Usd.of("6"), Usd.of("8")), null);
        assertThat(picture.actual()).isEqualTo("0,300 333,188 666,75 1000,0");
        assertThat(Arrays.stream((picture.band() + " " + picture.actual()).split(" "))
                        .mapToInt(point -> Integer.parseInt(point.substring(point.indexOf(',') + 1))))
                .allMatch(y -> y >= 0 && y <= CostPicture.HEIGHT);
        assertThat(picture.words()).contains("Paid after 3 messages: $8.00");
    }

    @Test
    void aRunThatCostsNothingIsALineAtTheBottom() {
        var free = List.of(new TurnShare(1, "a", Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, 0));
        assertThat(CostPicture.of(free, List.of(Usd.ZERO), null).actual()).isEqualTo("0,300 1000,300");
        assertThat(CostPicture.of(List.of(), List.of(), null).likely()).isEqualTo("0,300");
    }

    @Test
    void whatNobodyKnowsIsNoLineAtTheBottom() {
        var unknown = List.of(new TurnShare(1, "a", null, null, null, null, 1));
        var picture = CostPicture.of(unknown, List.of(), null);
        assertThat(picture.top().known()).isFalse();
        assertThat(picture.likely()).isEqualTo("0,300");
        assertThat(picture.words()).isEqualTo("What 1 turn will cost is not known");
    }

    @Test
    void aTotalSaysWhichTurnsItLacks() {
        var half =
                List.of(TWO_TURNS.getFirst(), new TurnShare(2, "b", null, Usd.of("1"), Usd.of("0.5"), Usd.of("2"), 1));
        assertThat(CostPicture.of(half, List.of(), null).words())
                .isEqualTo(
                        "Expected total after turn 2: $1.00, between $0.5000 and $2.00, without 1 turn of unknown cost");
    }

    @Test
    void whatIsExpectedNowBeginsWhereWhatWasPaidEnds() {
        var second = new TurnShare(2, "b", Usd.of("2"), Usd.of("2"), Usd.of("1"), Usd.of("5"), 0);
        var picture =
                CostPicture.of(TWO_TURNS, List.of(Usd.of("3")), new CostPicture.Ahead(1, Usd.of("3"), List.of(second)));
        assertThat(picture.top().display()).isEqualTo("$8.00");
        assertThat(picture.actual()).isEqualTo("0,300 500,188");
        assertThat(picture.aheadLikely()).isEqualTo("500,188 1000,112");
        assertThat(picture.aheadBand()).isEqualTo("500,188 1000,0 1000,150");
        assertThat(picture.likely()).isEqualTo("0,300 500,262 1000,225");
        assertThat(picture.words()).endsWith("Paid after 1 message: $3.00. Expected now, in the end: $5.00");
    }

    @Test
    void whatTheTurnUnderWayHasCostAlreadyStandsAboveTheLastMessage() {
        var second = new TurnShare(2, "b", Usd.of("1"), Usd.of("1"), Usd.of("1"), Usd.of("1"), 0);
        var picture =
                CostPicture.of(TWO_TURNS, List.of(Usd.of("2")), new CostPicture.Ahead(1, Usd.of("3"), List.of(second)));
        assertThat(picture.actual()).isEqualTo("0,300 500,150 500,75");
        assertThat(picture.aheadLikely()).startsWith("500,75 ");
    }
}
