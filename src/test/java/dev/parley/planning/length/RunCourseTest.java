package dev.parley.planning.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunCourseTest {
    private static final ModelId MODEL = ModelId.parse("acme/talker");
    private static final int RUNS = 200;
    private static final int MESSAGES = 20;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void nothingIsKnownBeforeAnyRunHasEnded() {
        assertThat(RunCourse.UNKNOWN.carry()).isPositive();
        assertThat(RunCourse.UNKNOWN.before(3)).isZero();
        assertThat(RunCourse.UNKNOWN.after(3)).isZero();
    }

    @Test
    void whatLastsThroughARunIsTakenOver() {
        double lasting = 0.4;
        var course = RunCourse.of(runs(_ -> lasting * random.nextGaussian(), _ -> 1));
        assertThat(course.carry()).isCloseTo(lasting * lasting, within(0.04));
        assertThat(RunCourse.of(runs(_ -> 0, _ -> 1)).carry()).isLessThan(0.01);
    }

    @Test
    void openingsThatAreShortAreNoSignOfAShortRun() {
        var course = RunCourse.of(runs(_ -> 0, turn -> turn < 4 ? 0.5 : 1));
        assertThat(course.before(4)).isCloseTo(Math.log(0.5 / 0.9), within(0.06));
        assertThat(course.after(4)).isCloseTo(Math.log(1 / 0.9), within(0.03));
        assertThat(course.carry()).isLessThan(0.01);
    }

    @Test
    void askingForMoreIsNoSignOfALongRun() {
        var said = new ArrayList<Said>();
        for (int run = 0; run < RUNS; run++) {
            double asked = run % 2 == 0 ? 40 : 160;
            for (int turn = 0; turn < MESSAGES; turn++) {
                said.add(new Said(
                        "ada",
                        MODEL,
                        "panel",
                        "run " + run,
                        2,
                        asked,
                        asked * Math.exp(0.3 * random.nextGaussian()),
                        0));
            }
        }
        assertThat(RunCourse.of(said).carry()).isLessThan(0.01);
        assertThat(RunShare.of(said)).isLessThan(0.05);
    }

    @Test
    void runsThatShareNobodyTeachNothing() {
        var said = new ArrayList<Said>();
        for (int run = 0; run < RUNS; run++) {
            for (int turn = 0; turn < MESSAGES; turn++) {
                said.add(new Said("persona " + run, MODEL, "panel", "run " + run, 2, 80, 80 + turn, 0));
            }
        }
        assertThat(RunCourse.of(said).carry()).isEqualTo(RunCourse.UNKNOWN.carry());
    }

    private interface Level {
        double of(int place);
    }

    private List<Said> runs(Level level, Level place) {
        var said = new ArrayList<Said>();
        for (int run = 0; run < RUNS; run++) {
            double whole = level.of(run);
            for (int turn = 0; turn < MESSAGES; turn++) {
                double visible = 80 * place.of(turn) * Math.exp(whole + 0.2 * random.nextGaussian());
                said.add(new Said("ada", MODEL, "panel", "run " + run, 2, 80, visible, 0));
            }
        }
        return said;
    }
}
