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
/// @param basis which prices the book holds, in words, as in "the prices of today"
/// @param model that takes every call; null when each stays on its own
/// @param day on which every call goes out, at its own time of the day; null when each stays on its own day
public record Terms(
        PriceBook book,
        String basis,
        @Nullable ModelId model,
        @Nullable LocalDate day,
        boolean batch) {
    /// Each call as it was, by the prices of `book`.
    public static Terms of(PriceBook book, String basis) {
        return new Terms(book, basis, null, null, false);
    }

    public Terms onModel(@Nullable ModelId other) {
        return new Terms(book, basis, other, day, batch);
    }

    public Terms onDay(@Nullable LocalDate other) {
        return new Terms(book, basis, model, other, batch);
    }

    public Terms inBatches(boolean batched) {
        return new Terms(book, basis, model, day, batched);
    }

    /// As in "by the prices of today, on openai/gpt-6-luna, in batches".
    public String words() {
        return "by " + basis
                + (model == null ? "" : ", on " + model)
                + (day == null ? "" : ", as if on " + day)
                + (batch ? ", in batches" : "");
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
