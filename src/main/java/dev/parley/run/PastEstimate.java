package dev.parley.run;

import dev.parley.planning.estimate.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// The estimate of a run that came to its own end, held against what the run cost.
///
/// @param script its id
/// @param family the kind of its script
public record PastEstimate(UUID run, String script, String title, String family, Instant endedAt, Verdict verdict) {
    /// What came of holding the two against each other.
    public sealed interface Verdict {}

    /// Both are known in full.
    public record Judged(Outcome outcome) implements Verdict {}

    /// Why the two cannot be compared.
    public enum Unjudged implements Verdict {
        /// Of an earlier version, whose figures meant something else, or that cannot be read.
        EARLIER_VERSION,
        /// No price was known for a model of the cast.
        NO_PRICE,
        /// A part of what was paid is unknown.
        UNKNOWN_COST,
        /// Nothing was to be paid, and nothing was.
        FREE,
        /// Nothing was likely, since models that are free might have spoken alone, but something was paid: no share of
        /// nothing tells by how much.
        LIKELY_NOTHING;

        /// The name in the API, as in `no-price`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static PastEstimate of(FinishedRun run) {
        return new PastEstimate(run.id(), run.script(), run.title(), run.family(), run.endedAt(), verdict(run));
    }

    private static Verdict verdict(FinishedRun run) {
        var estimate = run.estimate();
        if (estimate == null || estimate.grounds() == null) {
            return Unjudged.EARLIER_VERSION;
        }
        var low = estimate.low();
        var likely = estimate.likely();
        var high = estimate.high();
        if (low == null
                || likely == null
                || high == null
                || !estimate.unpriced().isEmpty()) {
            return Unjudged.NO_PRICE;
        }
        if (low.compareTo(likely) > 0 || likely.compareTo(high) > 0) {
            return Unjudged.EARLIER_VERSION;
        }
        var actual = run.actual();
        if (actual == null) {
            return Unjudged.UNKNOWN_COST;
        }
        if (likely.isZero()) {
            return actual.isZero() ? Unjudged.FREE : Unjudged.LIKELY_NOTHING;
        }
        return new Judged(new Outcome(run.family(), low, likely, high, estimate.max(), actual));
    }
}
