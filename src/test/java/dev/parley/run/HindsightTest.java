package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script.ReplyLimits;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.TrackRecord;
import dev.parley.planning.length.Reply;
import dev.parley.run.PastEstimate.Unjudged;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HindsightTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void whatCannotBeJudgedIsCountedByItsReasonAndInNoFigure() {
        var past = Hindsight.of(
                List.of(
                        run("panel", estimate("1", true), "1.1"),
                        run("panel", estimate("1", true), null),
                        run("panel", estimate("1", false), "1"),
                        run("panel", null, "1"),
                        run("panel", estimate("0", true), "0"),
                        run("panel", unpriced(), "1")),
                null);
        assertThat(past.judged()).hasSize(1);
        assertThat(past.fared().map(TrackRecord::runs)).contains(1);
        assertThat(past.unjudged())
                .isEqualTo(Map.of(
                        Unjudged.UNKNOWN_COST, 1, Unjudged.EARLIER_VERSION, 2, Unjudged.FREE, 1, Unjudged.NO_PRICE, 1));
    }

    @Test
    void nothingPaidIsAMissAndNothingLikelyIsNone() {
        var past = Hindsight.of(
                List.of(run("panel", estimate("1", true), "0"), run("panel", estimate("0", true), "0.5")), null);
        assertThat(past.judged()).singleElement().satisfies(one -> {
            assertThat(one.outcome().miss()).isEqualTo(-1);
            assertThat(one.outcome().place()).isEqualTo(dev.parley.planning.estimate.Outcome.Place.BELOW);
        });
        assertThat(past.unjudged()).isEqualTo(Map.of(Unjudged.LIKELY_NOTHING, 1));
    }

    @Test
    void anIntervalOutOfOrderIsOfAnEarlierVersion() {
        var past = Hindsight.of(
                List.of(
                        run("panel", estimate("1.2", "1", "1.4"), "1"),
                        run("panel", estimate("0.8", "1", "0.9"), "1"),
                        run("panel", estimate("0.8", "1", "1.4"), "1")),
                null);
        assertThat(past.judged()).hasSize(1);
        assertThat(past.unjudged()).isEqualTo(Map.of(Unjudged.EARLIER_VERSION, 2));
    }

    @Test
    void aFamilyNarrowsEverythingButTheListOfFamilies() {
        var runs = List.of(
                run("panel", estimate("1", true), "1"),
                run("debate", estimate("1", true), "2"),
                run("debate", estimate("1", true), null));
        var panels = Hindsight.of(runs, "panel");
        assertThat(panels.judged()).hasSize(1);
        assertThat(panels.unjudged()).isEmpty();
        assertThat(panels.byFamily()).containsOnlyKeys("debate", "panel");
        assertThat(Hindsight.of(runs, "debate").unjudged()).containsEntry(Unjudged.UNKNOWN_COST, 1);
        assertThat(Hindsight.of(runs, "interview").fared()).isEmpty();
    }

    @Test
    void stretchesHoldEveryRunOnceOldestFirst() {
        var past = Hindsight.of(runs(23), null);
        assertThat(past.stretches().stream().map(part -> part.fared().runs())).containsExactly(5, 6, 6, 6);
        assertThat(past.stretches().getFirst().from()).isEqualTo(NOON);
        assertThat(past.stretches().getLast().to()).isEqualTo(NOON.plusSeconds(22));
        assertThat(Hindsight.of(runs(300), null).stretches()).hasSize(10);
        assertThat(Hindsight.of(runs(9), null).stretches()).isEmpty();
    }

    /// Newest first, a second apart.
    private static List<PastEstimate> runs(int count) {
        var runs = new ArrayList<PastEstimate>();
        for (int i = count - 1; i >= 0; i--) {
            runs.add(run("panel", estimate("1", true), "1", NOON.plusSeconds(i)));
        }
        return runs;
    }

    private static PastEstimate run(String family, @Nullable Estimate estimate, @Nullable String paid) {
        return run(family, estimate, paid, NOON);
    }

    private static PastEstimate run(
            String family, @Nullable Estimate estimate, @Nullable String paid, Instant endedAt) {
        return PastEstimate.of(new FinishedRun(
                new UUID(0, endedAt.getEpochSecond()),
                "ban-cars",
                "Should cities ban cars?",
                family,
                RunMode.LIVE,
                endedAt,
                List.of("ada", "ben"),
                false,
                new ReplyLimits(400, 90),
                4,
                false,
                false,
                estimate,
                paid == null ? null : Usd.of(paid),
                List.of()));
    }

    private static Estimate unpriced() {
        return estimate("1", true, List.of(ModelId.parse("nobody/knows")));
    }

    private static Estimate estimate(String likely, boolean hasGrounds) {
        return estimate(likely, hasGrounds, List.of());
    }

    private static Estimate estimate(String low, String likely, String high) {
        return estimate(low, likely, high, true, List.of());
    }

    private static Estimate estimate(String likely, boolean hasGrounds, List<ModelId> unpriced) {
        return estimate(likely, likely, likely, hasGrounds, unpriced);
    }

    private static Estimate estimate(
            String low, String likely, String high, boolean hasGrounds, List<ModelId> unpriced) {
        var usd = Usd.of(likely);
        return new Estimate(
                Usd.of(low),
                usd,
                Usd.of(high),
                usd,
                usd,
                usd,
                null,
                List.of(),
                List.of(),
                Usage.of(0, 0),
                unpriced,
                List.of(),
                null,
                hasGrounds ? new Estimate.Grounds(Reply.Basis.PRIOR, 0, 0, usd, usd, usd) : null,
                List.of());
    }
}
