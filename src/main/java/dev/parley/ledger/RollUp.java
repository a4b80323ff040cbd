package dev.parley.ledger;

import static dev.parley.ledger.Dimension.MODEL;
import static dev.parley.ledger.Dimension.PERSONA;
import static dev.parley.ledger.Dimension.PROJECT;
import static dev.parley.ledger.Dimension.PROVIDER;
import static dev.parley.ledger.Dimension.PURPOSE;
import static dev.parley.ledger.Dimension.USER;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables of sums, coarsest first. Each holds the same measures of the same calls; they differ in how long a bucket is
/// and in what they tell apart.
enum RollUp {
    MODEL_DAY("cost_model_day", "day", ChronoUnit.DAYS, EnumSet.of(PROVIDER, MODEL)),
    DAY("cost_day", "day", ChronoUnit.DAYS, EnumSet.of(PROVIDER, MODEL, PROJECT, USER)),
    PERSONA_DAY(
            "cost_persona_day", "day", ChronoUnit.DAYS, EnumSet.of(PROVIDER, MODEL, PROJECT, USER, PERSONA, PURPOSE)),
    HOUR("cost_hour", "hour", ChronoUnit.HOURS, EnumSet.of(PROVIDER, MODEL, PROJECT, USER));

    private final String table;
    private final String bucket;
    private final ChronoUnit length;
    private final EnumSet<Dimension> dimensions;

    RollUp(String table, String bucket, ChronoUnit length, EnumSet<Dimension> dimensions) {
        this.table = table;
        this.bucket = bucket;
        this.length = length;
        this.dimensions = dimensions;
    }

    /// Entries added up as finely as any roll-up needs: what all of them are made from.
    ///
    /// @param condition on entries, as SQL
    static String slice(String condition) {
        var columns = Stream.of(PROVIDER, MODEL, PROJECT, USER, PERSONA, PURPOSE)
                .map(Dimension::column)
                .collect(Collectors.joining(", "));
        return "select date_trunc('hour', at, 'UTC') as hour, mode, " + columns + ", " + Measure.overEntries()
                + " from call where " + condition + " group by 1, 2, " + columns;
    }

    /// Its rows for the entries of a slice.
    ///
    /// @param slice a relation of the shape of [#slice]
    String of(String slice) {
        return "select " + keysOfSlice() + ", " + Measure.overSums() + " from " + slice + " group by " + keysOfSlice();
    }

    String table() {
        return table;
    }

    String bucket() {
        return bucket;
    }

    /// Whether it tells apart all that is grouped by and all that is filtered by.
    boolean covers(Collection<Grouping> groupings, Set<Dimension> filtered) {
        return dimensions.containsAll(filtered)
                && groupings.stream().allMatch(grouping -> grouping.isAnsweredBy(dimensions, length));
    }

    /// The whole buckets inside a stretch; empty when there are none.
    Span wholeBuckets(Span span) {
        return new Span(span.from() == null ? null : roundedUp(span.from()), roundedDown(span.to()));
    }

    /// What tells rows apart, the bucket first.
    String keys() {
        return Stream.concat(Stream.of(bucket, "mode"), columns()).collect(Collectors.joining(", "));
    }

    private String keysOfSlice() {
        var bucketOfSlice = switch (this) {
            case MODEL_DAY, DAY, PERSONA_DAY -> "(hour at time zone 'UTC')::date";
            case HOUR -> "hour";
        };
        return Stream.concat(Stream.of(bucketOfSlice, "mode"), columns()).collect(Collectors.joining(", "));
    }

    /// The bucket's begin as a timestamp in UTC.
    String utc() {
        return switch (this) {
            case MODEL_DAY, DAY, PERSONA_DAY -> "day::timestamp";
            case HOUR -> "(hour at time zone 'UTC')";
        };
    }

    /// A moment as the bucket's column has it.
    Object bound(Instant at) {
        var utc = at.atOffset(ZoneOffset.UTC);
        return switch (this) {
            case MODEL_DAY, DAY, PERSONA_DAY -> utc.toLocalDate();
            case HOUR -> utc;
        };
    }

    private Stream<String> columns() {
        return dimensions.stream().map(Dimension::column);
    }

    private Instant roundedUp(Instant from) {
        var down = from.truncatedTo(length);
        return down.equals(from) ? from : down.plus(1, length);
    }

    private @Nullable Instant roundedDown(@Nullable Instant to) {
        return to == null ? null : to.truncatedTo(length);
    }
}
