package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Outcome;
import dev.parley.run.PastEstimate;
import dev.parley.run.PastEstimates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Rehearsals of two families, every tenth of them dearer than its interval and the last one than its bound; of live
/// runs one that cannot be judged.
@Alternative
@ApplicationScoped
public class MadeEstimates implements PastEstimates {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final int RUNS = 240;

    @Override
    public List<PastEstimate> newest(RunMode mode) {
        if (mode == RunMode.LIVE) {
            return List.of(run(0, "panel", PastEstimate.Unjudged.NO_PRICE));
        }
        var runs = new ArrayList<PastEstimate>();
        for (int i = 0; i < RUNS; i++) {
            var family = i % 3 == 0 ? "debate" : "panel";
            runs.add(run(i, family, new PastEstimate.Judged(outcome(family, i))));
        }
        runs.add(run(RUNS, "panel", PastEstimate.Unjudged.UNKNOWN_COST));
        return runs;
    }

    private static PastEstimate run(int back, String family, PastEstimate.Verdict verdict) {
        return new PastEstimate(
                back == 0 ? MadeReports.FINISHED : new UUID(4, back),
                "ban-cars",
                back == 1 ? MadeLibrary.HOSTILE : "Should cities ban cars?",
                family,
                NOW.minus(Duration.ofHours(back)),
                verdict);
    }

    private static Outcome outcome(String family, int back) {
        var likely = Usd.of("0.04").times(BigDecimal.valueOf(1 + back % 7));
        var factor = back % 10 == 0 ? "1.6" : Double.toString(0.8 + 0.4 * (back * 37 % 100) / 100);
        return new Outcome(
                family,
                likely.times(new BigDecimal("0.7")),
                likely,
                likely.times(new BigDecimal("1.4")),
                likely.times(BigDecimal.valueOf(back == 0 ? 1 : 4)).max(likely.times(new BigDecimal("1.5"))),
                likely.times(new BigDecimal(factor)));
    }
}
