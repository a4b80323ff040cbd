package dev.parley.pricing;

import dev.parley.model.ModelId;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The terms under which calls are priced again: other prices, another model, another day, or in a batch. The tokens
/// stay the same. Another model would have counted and said something else, so that its figure is only a comparison.
///
/// @param model that takes every call; null when each stays on its own
/// @param day on which every call goes out, at its own time of the day; null when each stays on its own day
public record Terms(
        PriceBook book, @Nullable ModelId model, @Nullable LocalDate day, boolean batch) {
    /// Each call as it was, by the prices of `book`.
    public static Terms of(PriceBook book) {
        return new Terms(book, null, null, false);
    }

    public Terms onModel(@Nullable ModelId other) {
        return new Terms(book, other, day, batch);
    }

    public Terms onDay(@Nullable LocalDate other) {
        return new Terms(book, model, other, batch);
    }

    public Terms inBatches(boolean batched) {
        return new Terms(book, model, day, batched);
    }

    /// @param asked the model that was billed
    /// @param at when the request went out
    public PricedUsage price(ModelId asked, Usage usage, Instant at) {
        return book.price(model == null ? asked : model, usage, moment(at), batch);
    }

    private Instant moment(Instant at) {
        return day == null
                ? at
                : day.atTime(at.atZone(ZoneOffset.UTC).toLocalTime()).toInstant(ZoneOffset.UTC);
    }
}
