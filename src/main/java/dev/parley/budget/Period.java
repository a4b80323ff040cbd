package dev.parley.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long a budget lasts before it begins anew. Weeks begin on Monday.
public enum Period {
    DAY,
    WEEK,
    MONTH,
    TOTAL;

    /// The name in files, the API and the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no period has this name
    public static Period ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// The stretch that `at` lies in, by the calendar of `zone`.
    public Stretch stretch(Instant at, ZoneId zone) {
        var day = at.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> between(day, day.plusDays(1), zone);
            case WEEK -> {
                var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield between(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> {
                var first = day.withDayOfMonth(1);
                yield between(first, first.plusMonths(1), zone);
            }
            case TOTAL -> new Stretch(Instant.EPOCH, null);
        };
    }

    private static Stretch between(LocalDate first, LocalDate after, ZoneId zone) {
        return new Stretch(
                first.atStartOfDay(zone).toInstant(), after.atStartOfDay(zone).toInstant());
    }

    /// @param endsAt the first moment that is no longer in it; null when it never ends
    public record Stretch(Instant startsAt, @Nullable Instant endsAt) {}
}
