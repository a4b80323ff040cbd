package dev.parley.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sheet made ready for many questions: which row prices a request of a moment and a size.
final class PriceTimeline {
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final long SINCE_LAUNCH = Long.MIN_VALUE;

    private final PriceSheet sheet;
    private final Stretch[] newestFirst;

    /// @param assumed whether the sheet is the operator's price for unknown models
    PriceTimeline(PriceSheet sheet, boolean assumed) {
        this.sheet = sheet;
        this.newestFirst = sheet.standing().reversed().stream()
                .map(period -> Stretch.of(sheet, period, assumed))
                .toArray(Stretch[]::new);
    }

    PriceSheet sheet() {
        return sheet;
    }

    /// The row that prices a request with `totalInput` input tokens that goes out at `at`; null before the first price.
    @Nullable
    PriceRow row(Instant at, long totalInput, boolean batch) {
        long day = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
        for (var stretch : newestFirst) {
            if (stretch.fromDay <= day) {
                int second = (int) Math.floorMod(at.getEpochSecond(), SECONDS_OF_A_DAY);
                return (batch ? stretch.batch : stretch.single).row(totalInput, second);
            }
        }
        return null;
    }

    /// A period, from its first day on.
    private record Stretch(long fromDay, Rows single, Rows batch) {
        static Stretch of(PriceSheet sheet, PricePeriod period, boolean assumed) {
            var from = period.effectiveFrom();
            var single = Rows.of(sheet, period, null, assumed);
            var factor = sheet.batchFactor();
            return new Stretch(
                    from == null ? SINCE_LAUNCH : from.toEpochDay(),
                    single,
                    factor == null ? single : Rows.of(sheet, period, factor, assumed));
        }
    }

    /// The rows of a period; it has tiers or windows, not both.
    private record Rows(PriceRow base, List<TierRow> highestFirst, List<WindowRow> windows) {
        static Rows of(PriceSheet sheet, PricePeriod period, @Nullable BigDecimal factor, boolean assumed) {
            return new Rows(
                    PriceRow.of(sheet, period.base(), factor, used(period, "base", assumed)),
                    period.tiers().reversed().stream()
                            .map(tier -> new TierRow(
                                    tier.aboveInputTokens(),
                                    PriceRow.of(
                                            sheet,
                                            tier.rates(),
                                            factor,
                                            used(period, "above " + tier.aboveInputTokens(), assumed))))
                            .toList(),
                    period.windows().stream()
                            .map(window -> new WindowRow(
                                    window.from().toSecondOfDay(),
                                    window.to().toSecondOfDay(),
                                    PriceRow.of(sheet, window.rates(), factor, used(period, window.label(), assumed))))
                            .toList());
        }

        PriceRow row(long totalInput, int second) {
            for (int i = 0; i < highestFirst.size(); i++) {
                if (totalInput > highestFirst.get(i).above) {
                    return highestFirst.get(i).row;
                }
            }
            for (int i = 0; i < windows.size(); i++) {
                if (windows.get(i).contains(second)) {
                    return windows.get(i).row;
                }
            }
            return base;
        }

        private static PriceUsed used(PricePeriod period, String tier, boolean assumed) {
            return new PriceUsed(period.effectiveFrom(), period.recordedAt(), tier, period.source(), assumed);
        }
    }

    private record TierRow(long above, PriceRow row) {}

    /// Half-open, in seconds of the UTC day; it may pass midnight.
    private record WindowRow(int from, int to, PriceRow row) {
        boolean contains(int second) {
            return from < to ? second >= from && second < to : second >= from || second < to;
        }
    }
}
