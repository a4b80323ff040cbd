package dev.parley.pricing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which row of the book priced a usage.
///
/// @param effectiveFrom first day of the row; null means since the model's launch
/// @param recordedAt the day on which the row was learned; null for entries older than this column
/// @param tier `base`, `above N` for an input tier, or the daily window
/// @param source where the price was read
/// @param assumed whether it is the operator's price for unknown models, and so a guess to be marked as one
public record PriceUsed(
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate recordedAt,
        String tier,
        String source,
        boolean assumed) {}
