package dev.parley.planning.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthBookTest {
    private static final ModelId BRIEF = ModelId.parse("acme/brief");
    private static final ModelId WORDY = ModelId.parse("acme/wordy");
    private static final ModelId NEVER_HEARD = ModelId.parse("acme/new");
    private static final ReplyLength PRIOR = new ReplyLength(80, 400);

    @Test
    void beforeAnythingWasSaidTheScriptIsBelieved() {
        var reply = reply(LengthBook.EMPTY, "ada", BRIEF);
        assertThat(reply.basis()).isEqualTo(Reply.Basis.PRIOR);
        assertThat(reply.runs()).isZero();
        assertThat(reply.visible().mean()).isEqualTo(80);
        assertThat(reply.visible().at(0)).isLessThan(80);
    }

    @Test
    void whoHasSpokenMuchIsTakenAsHeard() {
        var book = LengthBook.of(said("ada", BRIEF, 20, 40, 200));
        var reply = reply(book, "ada", BRIEF);
        assertThat(reply.basis()).isEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        assertThat(reply.runs()).isEqualTo(20);
        assertThat(reply.visible().mean()).isCloseTo(200, within(5.0));
        assertThat(reply.doubt()).isLessThan(0.1);
    }

    @Test
    void whoHasSpokenLittleIsDrawnTowardsTheOthers() {
        var said = new ArrayList<>(said("ada", BRIEF, 20, 40, 200));
        said.addAll(said("ben", BRIEF, 1, 3, 20));
        double ben = reply(LengthBook.of(said), "ben", BRIEF).visible().mean();
        assertThat(ben).isBetween(40.0, 190.0);
    }

    @Test
    void aModelThatNobodyHasHeardIsJudgedByThePersona() {
        var said = new ArrayList<>(said("ada", BRIEF, 10, 40, 200));
        said.addAll(said("ben", WORDY, 10, 40, 50));
        var reply = reply(LengthBook.of(said), "ada", NEVER_HEARD);
        assertThat(reply.basis()).isEqualTo(Reply.Basis.PERSONA);
        assertThat(reply.visible().mean()).isCloseTo(200, within(20.0));
    }

    @Test
    void whereLessIsAskedForLessIsSaid() {
        var book = LengthBook.of(said("ada", BRIEF, 20, 40, 200));
        var asHeard = reply(book, "ada", BRIEF);
        var half = book.forRun("panel", 4).reply("ada", model(BRIEF), new ReplyLength(40, 400));
        assertThat(half.visible().mean()).isCloseTo(100, within(5.0));
        assertThat(half.doubt()).isGreaterThan(asHeard.doubt());
    }

    @Test
    void whatWasAskedForInTheSameWordsCountsMost() {
        var said = new ArrayList<>(said("ada", BRIEF, 10, 40, 200));
        for (int run = 0; run < 10; run++) {
            for (int turn = 0; turn < 40; turn++) {
                said.add(new Said("ada", BRIEF, "panel", "brief " + run, 4, 20, 120, 0));
            }
        }
        var reply = LengthBook.of(said).forRun("panel", 4).reply("ada", model(BRIEF), new ReplyLength(20, 400));
        // By the others alone it would be 50.
        assertThat(reply.visible().mean()).isBetween(105.0, 121.0);
    }

    @Test
    void longTailsAreKept() {
        var said = new ArrayList<>(said("ada", BRIEF, 19, 10, 20));
        said.addAll(said("ada", BRIEF, 1, 10, 4_000));
        var table = reply(LengthBook.of(said), "ada", BRIEF).visible();
        assertThat(table.at(0)).isLessThan(60);
        assertThat(table.at(2.5)).isGreaterThan(2_500);
    }

    @Test
    void thoughtsGrowWithWhatIsSaid() {
        var said = List.of(
                new Said("ada", BRIEF, "panel", "1", 4, 80, 100, 300),
                new Said("ada", BRIEF, "panel", "2", 4, 80, 100, 100));
        var many = new ArrayList<Said>();
        for (int i = 0; i < 200; i++) {
            many.addAll(said);
        }
        assertThat(reply(LengthBook.of(many), "ada", BRIEF).reasoningPerVisible())
                .isCloseTo(2, within(0.1));
    }

    @Test
    void howMuchAModelThinksOthersDoNotTell() {
        var book = LengthBook.of(said("ada", BRIEF, 20, 40, 200));
        var abilities = new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), true);
        var thinker = new Model(NEVER_HEARD, "new", null, null, null, abilities, Caching.AUTOMATIC, List.of(), null);
        assertThat(book.forRun("panel", 4).reply("ada", thinker, PRIOR).reasoningPerVisible())
                .isEqualTo(1);
    }

    @Test
    void runsWithAnotherCastCountLess() {
        assertThat(LengthBook.likeness(4, 4)).isEqualTo(1);
        assertThat(LengthBook.likeness(4, 5)).isGreaterThan(0.7);
        assertThat(LengthBook.likeness(4, 12)).isLessThan(0.05);
    }

    @Test
    void longWindedRunsAreNoticed() {
        var random = new Random(5);
        var alike = new ArrayList<Said>();
        var apart = new ArrayList<Said>();
        for (int run = 0; run < 60; run++) {
            double whole = Math.exp(0.6 * random.nextGaussian());
            for (int i = 0; i < 20; i++) {
                double own = 100 * Math.exp(0.3 * random.nextGaussian());
                alike.add(new Said("ada", BRIEF, "panel", "run " + run, 4, 80, own * whole, 0));
                apart.add(new Said("ada", BRIEF, "panel", "run " + run, 4, 80, own, 0));
            }
        }
        assertThat(LengthBook.of(alike).runShare()).isBetween(0.6, 0.85);
        assertThat(LengthBook.of(apart).runShare()).isLessThan(0.08);
    }

    private static Reply reply(LengthBook book, String persona, ModelId model) {
        return book.forRun("panel", 4).reply(persona, model(model), PRIOR);
    }

    private static Model model(ModelId id) {
        var abilities = new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), false);
        return new Model(id, "model", null, null, null, abilities, Caching.AUTOMATIC, List.of(), null);
    }

    private static List<Said> said(String persona, ModelId model, int runs, int messages, double tokens) {
        var said = new ArrayList<Said>();
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < messages; i++) {
                said.add(new Said(persona, model, "panel", persona + run, 4, 80, tokens, 0));
            }
        }
        return said;
    }
}
