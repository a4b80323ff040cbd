package dev.parley.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The prices of one model from a day on, until a later period replaces them.
///
/// @param effectiveFrom applies from 00:00 UTC of this day; null means since the model's launch
/// @param recordedAt the day on which the price was learned
/// @param withdrawnAt the day on which it was learned that an announced price will not apply after all; null when it
/// stands
/// @param source where it was read
/// @param base the rates when no tier and no window applies
/// @param tiers by rising threshold
/// @param windows parts of the day with rates of their own; they do not overlap
/// @param cacheStoragePerMtokHour USD for keeping a million tokens in an explicit cache for an hour; null when no price
/// is known
public record PricePeriod(
        @Nullable LocalDate effectiveFrom,
        LocalDate recordedAt,
        @Nullable LocalDate withdrawnAt,
        String source,
        Rates base,
        List<Tier> tiers,
        List<DailyWindow> windows,
        @Nullable BigDecimal cacheStoragePerMtokHour) {
    public PricePeriod {
        if (withdrawnAt != null && withdrawnAt.isBefore(recordedAt)) {
            throw new IllegalArgumentException(
                    "withdrawn on " + withdrawnAt + ", before it was recorded: " + recordedAt);
        }
        if (cacheStoragePerMtokHour != null && cacheStoragePerMtokHour.signum() < 0) {
            throw new IllegalArgumentException("negative price for cache storage: " + cacheStoragePerMtokHour);
        }
        tiers = List.copyOf(tiers);
        windows = List.copyOf(windows);
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).aboveInputTokens() <= tiers.get(i - 1).aboveInputTokens()) {
                throw new IllegalArgumentException(
                        "tier out of order: " + tiers.get(i).aboveInputTokens());
            }
        }
        var byStart =
                windows.stream().sorted(Comparator.comparing(DailyWindow::from)).toList();
        for (int i = 0; byStart.size() > 1 && i < byStart.size(); i++) {
            // The last of the day may pass midnight and reach into the first.
            var next = byStart.get((i + 1) % byStart.size());
            if (byStart.get(i).overlaps(next)) {
                throw new IllegalArgumentException("overlapping window: " + next.label());
            }
        }
        if (!tiers.isEmpty() && !windows.isEmpty()) {
            throw new IllegalArgumentException("a period has tiers or windows, not both");
        }
    }

    /// A price that stands, without cache storage.
    public PricePeriod(
            @Nullable LocalDate effectiveFrom,
            LocalDate recordedAt,
            String source,
            Rates base,
            List<Tier> tiers,
            List<DailyWindow> windows) {
        this(effectiveFrom, recordedAt, null, source, base, tiers, windows, null);
    }

    /// Whether it applies on `day` unless another one replaces it.
    boolean hasBegunOn(LocalDate day) {
        return effectiveFrom == null || !effectiveFrom.isAfter(day);
    }

    /// The period as it was believed at the end of `day`; empty when nobody had heard of it yet, or no longer believed
    /// it.
    Optional<PricePeriod> asKnownOn(LocalDate day) {
        if (recordedAt.isAfter(day) || (withdrawnAt != null && !withdrawnAt.isAfter(day))) {
            return Optional.empty();
        }
        return Optional.of(new PricePeriod(
                effectiveFrom, recordedAt, null, source, base, tiers, windows, cacheStoragePerMtokHour));
    }

    /// Whole-request rates above a number of input tokens: output and cache classes too.
    public record Tier(long aboveInputTokens, Rates rates) {
        public Tier {
            if (aboveInputTokens <= 0) {
                throw new IllegalArgumentException("tier above " + aboveInputTokens + " tokens");
            }
        }
    }

    /// A half-open part of the day in UTC: `from` is in, `to` is out. It may pass midnight.
    public record DailyWindow(LocalTime from, LocalTime to, Rates rates) {
        public DailyWindow {
            if (from.equals(to)) {
                throw new IllegalArgumentException("empty window: " + from + "-" + to);
            }
        }

        public boolean contains(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }

        public String label() {
            return from + "-" + to + " UTC";
        }

        private boolean overlaps(DailyWindow other) {
            return contains(other.from) || other.contains(from);
        }
    }
}
