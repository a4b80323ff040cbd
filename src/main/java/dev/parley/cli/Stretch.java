package dev.parley.cli;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A stretch of whole days in UTC, with the name by which it was asked for.
///
/// @param from inclusive; null for ever since
/// @param to exclusive; null for open
record Stretch(
        String name, @Nullable Instant from, @Nullable Instant to) {
    static final Stretch EVER = new Stretch("all time", null, null);

    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");

    static Stretch day(LocalDate day) {
        return days(day.toString(), day, day.plusDays(1));
    }

    /// The ISO week that holds `day`, from Monday.
    static Stretch weekOf(LocalDate day) {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var name = "%d-W%02d"
                .formatted(monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        return days(name, monday, monday.plusDays(7));
    }

    static Stretch month(YearMonth month) {
        return days(month.toString(), month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /// @param last belongs to it
    static Stretch range(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new Misused("the range ends on " + last + ", before it begins on " + first);
        }
        return days(first + " to " + last, first, last.plusDays(1));
    }

    /// @throws Misused when `text` is neither a week as in 2026-W47 nor a day
    static Stretch week(String text) {
        var parts = WEEK.matcher(text);
        if (!parts.matches()) {
            return weekOf(parseDay(text));
        }
        var week = weekOf(
                LocalDate.of(Integer.parseInt(parts.group(1)), 1, 4).plusWeeks(Integer.parseInt(parts.group(2)) - 1L));
        if (!week.name().equals(text)) {
            throw new Misused("no such week: " + text);
        }
        return week;
    }

    /// @throws Misused when `text` is no day
    static LocalDate parseDay(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, in words.
        }
        throw new Misused("expected a day as in 2026-11-24, found " + text);
    }

    /// @throws Misused when `text` is no month
    static YearMonth parseMonth(String text) {
        try {
            var month = YearMonth.parse(text);
            if (month.getYear() >= 1900 && month.getYear() < 3000) {
                return month;
            }
        } catch (DateTimeParseException e) {
            // Said below, in words.
        }
        throw new Misused("expected a month as in 2026-11, found " + text);
    }

    private static Stretch days(String name, LocalDate first, LocalDate next) {
        return new Stretch(
                name,
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
