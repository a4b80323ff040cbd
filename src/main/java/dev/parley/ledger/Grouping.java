package dev.parley.ledger;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By what costs are added up: a dimension, or a stretch of time in UTC.
public enum Grouping {
    PROVIDER(Dimension.PROVIDER),
    MODEL(Dimension.MODEL),
    PERSONA(Dimension.PERSONA),
    PROJECT(Dimension.PROJECT),
    USER(Dimension.USER),
    RUN(Dimension.RUN),
    PURPOSE(Dimension.PURPOSE),
    HOUR(ChronoUnit.HOURS, "hour", "YYYY-MM-DD\"T\"HH24:00\"Z\""),
    DAY(ChronoUnit.DAYS, "day", "YYYY-MM-DD"),
    /// The ISO week, from Monday, in the year that has its Thursday: `2026-W47`.
    WEEK(ChronoUnit.WEEKS, "week", "IYYY-\"W\"IW"),
    MONTH(ChronoUnit.MONTHS, "month", "YYYY-MM");

    /// Groupings that can be asked for together.
    public static final int MOST_AT_ONCE = 3;

    private final @Nullable Dimension dimension;
    private final @Nullable ChronoUnit span;
    private final String unit;
    private final String pattern;

    Grouping(Dimension dimension) {
        this.dimension = dimension;
        this.span = null;
        this.unit = "";
        this.pattern = "";
    }

    Grouping(ChronoUnit span, String unit, String pattern) {
        this.dimension = null;
        this.span = span;
        this.unit = unit;
        this.pattern = pattern;
    }

    boolean isTime() {
        return span != null;
    }

    /// Whether sums that know the dimensions and have buckets of this length can be grouped so.
    boolean isAnsweredBy(java.util.Set<Dimension> dimensions, ChronoUnit bucket) {
        return span == null ? dimensions.contains(dimension) : span.compareTo(bucket) >= 0;
    }

    /// The key in SQL, cheap to group by.
    ///
    /// @param utc the moment, as an expression for a timestamp in UTC
    String key(String utc) {
        return dimension == null ? "date_trunc('" + unit + "', " + utc + ")" : dimension.column();
    }

    /// The key in SQL as text, from the column that holds it.
    String text(String key) {
        return isTime() ? "to_char(" + key + ", '" + pattern + "')" : key + "::text";
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Grouping> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.wireName().equals(wireName))
                .findFirst();
    }
}
