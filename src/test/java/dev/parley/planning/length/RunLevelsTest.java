package dev.parley.planning.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.ModelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunLevelsTest {
    private static final ModelId MODEL = ModelId.parse("acme/talker");
    private static final ModelId OTHER = ModelId.parse("acme/thinker");
    private static final double SPREAD = 0.45;
    private static final double DOUBT = 0.35;
    private static final double RUN_SHARE = 0.25;

    private final Reply expected =
            new Reply(LengthTable.logNormal(100, SPREAD, 10_000), 0, DOUBT, 0, Reply.Basis.PRIOR);

    @Test
    void whatIsAsExpectedChangesTheMeanLittleAndTheDoubtMuch() {
        var levels = RunLevels.of(said("ada", 20, 100), RUN_SHARE, RunCourse.UNKNOWN, true);
        var reply = levels.of("ada", MODEL, expected);
        assertThat(reply.visible().mean()).isCloseTo(100, within(1.0));
        assertThat(reply.doubt()).isLessThan(0.12);
    }

    @Test
    void longMessagesLetLongOnesBeExpectedOfTheSamePersonaMoreThanOfOthers() {
        var levels = RunLevels.of(said("ada", 10, 200), RUN_SHARE, RunCourse.UNKNOWN, true);
        double own = levels.of("ada", MODEL, expected).visible().mean();
        double other = levels.of("ben", MODEL, expected).visible().mean();
        assertThat(own).isBetween(170.0, 200.0);
        assertThat(other).isBetween(120.0, own);
        assertThat(levels.of("ben", MODEL, expected).doubt())
                .isGreaterThan(levels.of("ada", MODEL, expected).doubt());
    }

    @Test
    void theMoreWasSaidTheMoreItIsBelieved() {
        double after1 = RunLevels.of(said("ada", 1, 200), RUN_SHARE, RunCourse.UNKNOWN, true)
                .of("ada", MODEL, expected)
                .visible()
                .mean();
        double after5 = RunLevels.of(said("ada", 5, 200), RUN_SHARE, RunCourse.UNKNOWN, true)
                .of("ada", MODEL, expected)
                .visible()
                .mean();
        assertThat(after1).isBetween(105.0, 160.0);
        assertThat(after5).isBetween(after1 + 10, 200.0);
    }

    @Test
    void withinARunLengthsScatterLessThanOverAll() {
        var reply = RunLevels.of(said("ada", 5, 100), RUN_SHARE, RunCourse.UNKNOWN, true)
                .of("ada", MODEL, expected);
        assertThat(reply.visible().spread()).isCloseTo(SPREAD * Math.sqrt(1 - RUN_SHARE), within(0.01));
    }

    @Test
    void anEmptyMessageIsNoReasonToExpectNothing() {
        var reply = RunLevels.of(said("ada", 1, 0), RUN_SHARE, RunCourse.UNKNOWN, true)
                .of("ada", MODEL, expected);
        assertThat(reply.visible().mean()).isGreaterThan(5);
    }

    @Test
    void whoThinksMoreThanExpectedIsExpectedToThink() {
        var uttered = new ArrayList<Uttered>();
        for (int i = 0; i < 6; i++) {
            uttered.add(new Uttered("ada", MODEL, expected, 100, 300));
        }
        assertThat(RunLevels.of(uttered, RUN_SHARE, RunCourse.UNKNOWN, true)
                        .of("ada", MODEL, expected)
                        .reasoningPerVisible())
                .isCloseTo(2, within(0.01));
        assertThat(RunLevels.of(uttered, RUN_SHARE, RunCourse.UNKNOWN, true)
                        .of("ben", MODEL, expected)
                        .reasoningPerVisible())
                .isZero();
        assertThat(RunLevels.of(uttered, RUN_SHARE, RunCourse.UNKNOWN, true)
                        .of("ada", OTHER, expected)
                        .reasoningPerVisible())
                .isZero();
    }

    /// Runs are drawn as the model says they are: then its level must be off by as much as its doubt says.
    @Test
    void theDoubtThatIsLeftIsHowFarOffTheLevelIs() {
        var random = new SplittableRandom(5);
        double squares = 0;
        double doubts = 0;
        int runs = 4_000;
        for (int run = 0; run < runs; run++) {
            double common = random.nextGaussian() * Math.sqrt(RunCourse.UNKNOWN.carry() + DOUBT * DOUBT / 2);
            double own = random.nextGaussian() * DOUBT * Math.sqrt(0.5);
            double other = random.nextGaussian() * DOUBT * Math.sqrt(0.5);
            var uttered = new ArrayList<Uttered>();
            for (int message = 0; message < 4; message++) {
                uttered.add(new Uttered("ada", MODEL, expected, length(common + own, random), 0));
                uttered.add(new Uttered("ben", MODEL, expected, length(common + other, random), 0));
            }
            var reply =
                    RunLevels.of(uttered, RUN_SHARE, RunCourse.UNKNOWN, true).of("ada", MODEL, expected);
            double off = Math.log(reply.visible().mean() / 100) - common - own;
            squares += off * off;
            doubts += reply.doubt() * reply.doubt();
        }
        assertThat(Math.sqrt(squares / runs)).isCloseTo(Math.sqrt(doubts / runs), within(0.015));
    }

    /// Where runs open with four messages of half the length, and the others are as long as ever.
    @Test
    void aShortOpeningIsNoSignOfAShortRunWhereOpeningsAreShort() {
        var random = new SplittableRandom(3);
        var past = new ArrayList<Said>();
        for (int run = 0; run < 200; run++) {
            for (int turn = 0; turn < 20; turn++) {
                double visible = (turn < 4 ? 50 : 100) * Math.exp(0.2 * random.nextGaussian());
                past.add(new Said("ada", MODEL, "panel", "run " + run, 2, 80, visible, 0));
            }
        }
        var usual = new Reply(LengthTable.logNormal(90, SPREAD, 10_000), 0, DOUBT, 0, Reply.Basis.PRIOR);
        var uttered = Collections.nCopies(4, new Uttered("ada", MODEL, usual, 50, 0));
        var course = RunCourse.of(past);
        assertThat(RunLevels.of(uttered, RUN_SHARE, course, true)
                        .of("ada", MODEL, usual)
                        .visible()
                        .mean())
                .isBetween(94.0, 105.0);
        assertThat(RunLevels.of(uttered, RUN_SHARE, course, false)
                        .of("ada", MODEL, usual)
                        .visible()
                        .mean())
                .isLessThan(80);
    }

    @Test
    void whatRunsHaveInCommonIsDrawnNoMoreOnceARunHasBegun() {
        var lengths = LengthBook.EMPTY.forRun("panel", 2);
        assertThat(lengths.commonSpread()).isPositive();
        assertThat(lengths.after(List.of(), true)).isSameAs(lengths);
        var after = lengths.after(said("ada", 2, 100), true);
        assertThat(after.commonSpread()).isZero();
        assertThat(after.ownSpread()).isEqualTo(1);
        assertThat(after.areOfARunUnderWay()).isTrue();
    }

    @Test
    void nothingSaidIsRefused() {
        assertThatThrownBy(() -> RunLevels.of(List.of(), RUN_SHARE, RunCourse.UNKNOWN, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Uttered("ada", MODEL, expected, -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double length(double level, SplittableRandom random) {
        double spread = SPREAD * Math.sqrt(1 - RUN_SHARE);
        return 100 * Math.exp(level + spread * random.nextGaussian() - spread * spread / 2);
    }

    private List<Uttered> said(String persona, int messages, double tokens) {
        var uttered = new ArrayList<Uttered>();
        for (int i = 0; i < messages; i++) {
            uttered.add(new Uttered(persona, MODEL, expected, tokens, 0));
        }
        return uttered;
    }
}
