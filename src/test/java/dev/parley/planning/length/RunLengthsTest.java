package dev.parley.planning.length;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.length.RunLengths.Spoken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a run that is under way says of its own rest.
class RunLengthsTest {
    private static final ModelId ID = ModelId.parse("acme/model");
    private static final Model MODEL = new Model(
            ID,
            "model",
            null,
            null,
            null,
            new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), false),
            Caching.AUTOMATIC,
            List.of(),
            null);
    private static final ReplyLength PRIOR = new ReplyLength(100, 4_000);

    @Test
    void nothingSaidTeachesNothing() {
        var before = learned();
        var after = before.after(List.of());
        assertThat(mean(after, "ada")).isEqualTo(mean(before, "ada"));
        assertThat(after.commonSpread()).isEqualTo(before.commonSpread());
    }

    @Test
    void aLongWindedRunIsTakenToStaySo() {
        var before = learned();
        var after = before.after(Collections.nCopies(5, new Spoken("ada", MODEL, PRIOR, 300)));
        assertThat(mean(after, "ada")).isBetween(1.5 * mean(before, "ada"), 300.0);
        assertThat(mean(after, "ben")).isGreaterThan(1.3 * mean(before, "ben"));
        assertThat(after.commonSpread()).isLessThan(0.7 * before.commonSpread());
    }

    @Test
    void oneLongReplyMovesLittle() {
        var before = learned();
        double one = mean(before.after(List.of(new Spoken("ada", MODEL, PRIOR, 300))), "ada");
        double five = mean(before.after(Collections.nCopies(5, new Spoken("ada", MODEL, PRIOR, 300))), "ada");
        assertThat(one).isBetween(mean(before, "ada"), five);
    }

    private static double mean(RunLengths lengths, String persona) {
        return lengths.reply(persona, MODEL, PRIOR).visible().mean();
    }

    /// Sixty runs in which some talk much throughout.
    private static RunLengths learned() {
        var random = new Random(5);
        var said = new ArrayList<Said>();
        for (int run = 0; run < 60; run++) {
            double whole = Math.exp(0.5 * random.nextGaussian());
            for (int i = 0; i < 20; i++) {
                double tokens = 100 * whole * Math.exp(0.4 * random.nextGaussian());
                said.add(new Said(i % 2 == 0 ? "ada" : "ben", ID, "panel", "run " + run, 2, tokens, 0));
            }
        }
        return LengthBook.of(said).forRun("panel", 2);
    }
}
