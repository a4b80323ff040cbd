package dev.parley.api;

import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads fields of requests; what is wrong names the field.
final class Fields {
    /// More than any request can hold, and far from overflow.
    static final long MOST_TOKENS = 1_000_000_000_000L;

    private static final int LONGEST_AMOUNT = 30;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_KEY = 200;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

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
            var instant = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // Said below, in words.
        }
        throw Problems.badField(
                field, "expected a moment as in 2026-11-23T10:00:00Z or a date as in 2026-11-23, found " + text);
    }

    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problems.badField(field, "expected a date as in 2026-11-23, found " + text);
        }
    }

    /// An amount in plain decimal digits that a budget can have.
    static Usd usd(String field, String text) {
        var parts = text.matches("-?[0-9]+(\\.[0-9]+)?") ? text.split("\\.", -1) : new String[0];
        if (parts.length == 0) {
            throw Problems.badField(field, "expected an amount in USD as in 0.05, found " + shortened(text));
        }
        if (parts[0].startsWith("-")) {
            throw Problems.badField(field, "must not be negative, found " + shortened(text));
        }
        if (parts[0].length() > LimitEntry.MOST_DIGITS
                || (parts.length > 1 && parts[1].length() > LimitEntry.MOST_DIGITS)) {
            throw Problems.badField(
                    field,
                    "must have at most " + LimitEntry.MOST_DIGITS + " digits before the point and as many behind it");
        }
        return Usd.of(text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_AMOUNT ? text : text.substring(0, LONGEST_AMOUNT) + "…";
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

    /// A whole number within limits, from an address.
    static int between(String field, String text, int least, int most) {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw Problems.badField(field, "must be " + least + " to " + most + ", found " + text);
        }
        return between(field, Integer.parseInt(text), least, most);
    }

    static RunMode mode(String text) {
        return Arrays.stream(RunMode.values())
                .filter(one -> one.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.badField("mode", "must be live or rehearsal, found " + text));
    }

    static boolean yesOrNo(String field, String text) {
        return switch (text) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw Problems.badField(field, "must be true or false, found " + text);
        };
    }

    static @Nullable String idempotencyKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problems.badField("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    /// A name that something is looked up by.
    static @Nullable String name(String field, @Nullable String text) {
        if (text != null && (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl))) {
            throw Problems.badField(
                    field, "must have at most " + LONGEST_NAME + " characters and no control character");
        }
        return text;
    }
}
