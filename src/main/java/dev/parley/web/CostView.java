package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Dimension;
import dev.parley.ledger.Grouping;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the costs page shows, as its address carries it: `mode`, `days` or `from` and `to`, `by`, `then`, and one value
/// for any dimension. What is left out or cannot be used is as usual.
///
/// @param from the first day; null where a stretch that ends now is meant
/// @param to the last day, which belongs to it; null for open
/// @param then what each row is divided by further; null for nothing
/// @param errors what could not be used, in words
record CostView(
        RunMode mode,
        Stretch stretch,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Grouping by,
        @Nullable Grouping then,
        Map<Dimension, String> only,
        List<FieldError> errors) {
    private static final int LONGEST_NAME = 300;

    CostView {
        only = Map.copyOf(only);
        errors = List.copyOf(errors);
    }

    /// A stretch of time that ends now.
    enum Stretch {
        DAY("24 hours", 1),
        WEEK("7 days", 7),
        MONTH("30 days", 30),
        EVER("ever", 0);

        private final String label;
        private final int days;

        Stretch(String label, int days) {
            this.label = label;
            this.days = days;
        }

        String label() {
            return label;
        }
    }

    static CostView of(MultivaluedMap<String, String> fields) {
        var errors = new ArrayList<FieldError>();
        var only = new EnumMap<Dimension, String>(Dimension.class);
        for (var dimension : Dimension.values()) {
            var value = fields.getFirst(dimension.wireName());
            if (value != null && !value.isBlank()) {
                if (isUsable(dimension, value.strip())) {
                    only.put(dimension, value.strip());
                } else {
                    errors.add(new FieldError(dimension.wireName(), "nothing is named so"));
                }
            }
        }
        var by = Grouping.ofWireName(fields.getFirst("by") == null ? "" : fields.getFirst("by"))
                .orElse(Grouping.MODEL);
        var then = Grouping.ofWireName(fields.getFirst("then") == null ? "" : fields.getFirst("then"))
                .filter(grouping -> grouping != by)
                .orElse(null);
        var from = FormFields.day(fields.getFirst("from"), "From", errors);
        var to = FormFields.day(fields.getFirst("to"), "To", errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new FieldError("To", "a day not before " + from));
            to = null;
        }
        return new CostView(
                RunMode.REHEARSAL.wireName().equals(fields.getFirst("mode")) ? RunMode.REHEARSAL : RunMode.LIVE,
                Arrays.stream(Stretch.values())
                        .filter(stretch -> Integer.toString(stretch.days).equals(fields.getFirst("days")))
                        .findFirst()
                        .orElse(Stretch.WEEK),
                from,
                to,
                by,
                then,
                only,
                errors);
    }

    List<Grouping> groupings() {
        return then == null ? List.of(by) : List.of(by, then);
    }

    CallFilter filter(Instant now) {
        return calls().between(begin(now), end());
    }

    /// The calls that are meant, of all time.
    CallFilter calls() {
        var filter = CallFilter.of(mode);
        for (var one : only.entrySet()) {
            filter = filter.with(one.getKey(), one.getValue());
        }
        return filter;
    }

    @Nullable
    Instant begin(Instant now) {
        if (from != null || to != null) {
            return from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return stretch.days == 0 ? null : now.minus(Duration.ofDays(stretch.days));
    }

    @Nullable
    Instant end() {
        return to == null ? null : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean hasOwnDays() {
        return from != null || to != null;
    }

    CostView withMode(RunMode other) {
        return new CostView(other, stretch, from, to, by, then, only, List.of());
    }

    CostView withStretch(Stretch other) {
        return new CostView(mode, other, null, null, by, then, only, List.of());
    }

    CostView withBy(Grouping other) {
        return new CostView(mode, stretch, from, to, other, other == then ? null : then, only, List.of());
    }

    CostView withThen(@Nullable Grouping other) {
        return new CostView(mode, stretch, from, to, by, other, only, List.of());
    }

    CostView only(Dimension dimension, String value) {
        var more = new EnumMap<Dimension, String>(Dimension.class);
        more.putAll(only);
        more.put(dimension, value);
        return new CostView(mode, stretch, from, to, by, then, more, List.of());
    }

    CostView without(Dimension dimension) {
        var fewer = new EnumMap<Dimension, String>(Dimension.class);
        fewer.putAll(only);
        fewer.remove(dimension);
        return new CostView(mode, stretch, from, to, by, then, fewer, List.of());
    }

    /// Where a page with this view is found.
    String address() {
        return "/costs?mode=" + mode.wireName() + days() + "&by=" + by.wireName()
                + (then == null ? "" : "&then=" + then.wireName()) + filters();
    }

    private String days() {
        if (!hasOwnDays()) {
            return "&days=" + stretch.days;
        }
        return (from == null ? "" : "&from=" + from) + (to == null ? "" : "&to=" + to);
    }

    /// The same calls as a query for the API; a stretch that ends now begins at the moment of this page.
    String callsQuery(Instant now) {
        var begin = begin(now);
        var end = end();
        return "mode=" + mode.wireName() + (begin == null ? "" : "&from=" + begin) + (end == null ? "" : "&to=" + end)
                + filters();
    }

    private String filters() {
        var query = new StringBuilder();
        for (var dimension : Dimension.values()) {
            var value = only.get(dimension);
            if (value != null) {
                query.append('&').append(dimension.wireName()).append('=').append(ScriptSetup.encoded(value));
            }
        }
        return query.toString();
    }

    private static boolean isUsable(Dimension dimension, String value) {
        if (dimension == Dimension.RUN) {
            try {
                return UUID.fromString(value).toString().equalsIgnoreCase(value);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return value.length() <= LONGEST_NAME && value.chars().noneMatch(Character::isISOControl);
    }
}
