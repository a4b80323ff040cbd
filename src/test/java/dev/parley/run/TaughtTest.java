package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script.ReplyLimits;
import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.length.Reply;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is made of finished runs, once they are read.
class TaughtTest {
    private static final ModelId ID = ModelId.parse("acme/model");

    /// The model bills two tokens for each one that is counted, of prompts and of replies.
    @Test
    void lengthsAreTaughtInTokensThatParleyCounts() {
        var knowledge = PastRuns.teach(runs(40, false));
        assertThat(knowledge.tokens().of(ID).factor()).isCloseTo(2, within(0.02));
        var abilities = new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), true);
        var model = new Model(ID, "model", null, null, null, abilities, Caching.AUTOMATIC, List.of(), null);
        var reply = knowledge.lengths().forRun("panel", 2).reply("ada", model, new ReplyLength(80, 4_000));
        assertThat(reply.visible().mean()).isCloseTo(100, within(3.0));
        assertThat(reply.reasoningPerVisible()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void phrasesThatEndedRunsAreTaught() {
        assertThat(PastRuns.teach(runs(40, true)).endsPerTurn()).isCloseTo(0.25, within(0.06));
        assertThat(PastRuns.teach(runs(40, false)).endsPerTurn()).isLessThan(Knowledge.USUAL_ENDS_PER_TURN);
    }

    @Test
    void howLongTurnsTakeIsTaught() {
        assertThat(PastRuns.teach(runs(40, false)).secondsPerTurn()).isCloseTo(2, within(0.3));
    }

    @Test
    void whoSpeaksHowOftenIsTaughtByRunsInWhichAnybodyMight() {
        // Ada says everything in these runs of two.
        var open = runs(40, false).stream().map(run -> with(run, true)).toList();
        assertThat(weight(PastRuns.teach(open), "ada")).isCloseTo(2, within(0.15));
        assertThat(weight(PastRuns.teach(open), "ben")).isLessThan(0.15);
        assertThat(weight(PastRuns.teach(runs(40, false)), "ada")).isEqualTo(1);
    }

    private static FinishedRun with(FinishedRun run, boolean isOpen) {
        return new FinishedRun(
                run.id(),
                run.script(),
                run.title(),
                run.family(),
                run.mode(),
                run.endedAt(),
                run.cast(),
                isOpen,
                run.replies(),
                run.turns(),
                run.hasPhrase(),
                run.byPhrase(),
                run.estimate(),
                run.actual(),
                run.messages());
    }

    private static double weight(Knowledge knowledge, String persona) {
        return knowledge.speakers().weight(persona);
    }

    /// Estimates that counted with one tokenizer for every model were off by other factors.
    @Test
    void estimatesOfEarlierVersionsCorrectNothing() {
        var counting = new Estimate.Counting(ID, 1.1, 0.1, 0, false);
        assertThat(estimated(List.of(counting)).past()).isPresent();
        assertThat(estimated(List.of()).past()).isEmpty();
    }

    private static FinishedRun estimated(List<Estimate.Counting> counting) {
        var usd = Usd.of("1");
        var grounds = new Estimate.Grounds(Reply.Basis.PRIOR, 0, 0, usd, usd, usd);
        var estimate = new Estimate(
                usd,
                usd,
                usd,
                usd,
                usd,
                usd,
                null,
                List.of(),
                List.of(),
                Usage.NONE,
                List.of(),
                List.of(),
                null,
                grounds,
                counting);
        return new FinishedRun(
                new UUID(0, 1),
                "tea",
                "Tea",
                "panel",
                RunMode.LIVE,
                Instant.EPOCH,
                List.of("ada", "ben"),
                false,
                new ReplyLimits(400, 90),
                4,
                false,
                false,
                estimate,
                usd,
                List.of());
    }

    @Test
    void noRunTeachesNothing() {
        assertThat(PastRuns.teach(List.of())).isEqualTo(Knowledge.NONE);
    }

    /// Four turns each, in which a phrase might end them.
    private static List<FinishedRun> runs(int count, boolean byPhrase) {
        var message = new FinishedRun.Billed("ada", ID, 1_000L, 2_000, 300, 100, 2_000);
        var runs = new ArrayList<FinishedRun>();
        for (int i = 0; i < count; i++) {
            runs.add(new FinishedRun(
                    new UUID(0, i),
                    "tea",
                    "Tea",
                    "panel",
                    RunMode.LIVE,
                    Instant.EPOCH.plusSeconds(i),
                    List.of("ada", "ben"),
                    false,
                    new ReplyLimits(400, 90),
                    4,
                    true,
                    byPhrase,
                    null,
                    null,
                    Collections.nCopies(4, message)));
        }
        return runs;
    }
}
