package dev.parley.pricing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which row of the book priced a usage.
///
/// @param effectiveFrom first day of the row; null means since the model's launch
/// @param tier `base`, `above N` for an input tier, or the daily window
/// @param source where the price was read
public record PriceUsed(@Nullable LocalDate effectiveFrom, String tier, String source) {}
