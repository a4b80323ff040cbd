package dev.parley.api;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads fields of requests; what is wrong names the field.
final class Fields {
    /// More than any request can hold, and far from overflow.
    static final long MOST_TOKENS = 1_000_000_000_000L;

    private static final int LONGEST_AMOUNT = 30;

    private Fields() {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Problems.badField(field, "is missing");
        }
        return value;
    }

    static ModelId model(String field, String text) {
        try {
            return ModelId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problems.badField(field, String.valueOf(e.getMessage()));
        }
    }

    /// An instant with its offset, or a date, which stands for 00:00 UTC.
    static Instant instant(String field, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Problems.badField(
                    field, "expected a moment as in 2026-11-23T10:00:00Z or a date as in 2026-11-23, found " + text);
        }
    }

    /// A positive amount in plain decimal digits.
    static Usd positiveUsd(String field, String text) {
        if (text.length() > LONGEST_AMOUNT || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            throw Problems.badField(field, "expected an amount in USD as in 0.05, found " + text);
        }
        var usd = Usd.of(text);
        if (usd.isZero()) {
            throw Problems.badField(field, "must be more than 0");
        }
        return usd;
    }

    static int between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problems.badField(field, "must be " + least + " to " + most + ", found " + value);
        }
        return value;
    }
}
