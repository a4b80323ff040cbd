package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which calls are meant.
///
/// @param mode never both: play money and real money are not added up
/// @param from inclusive; null for ever since
/// @param to exclusive; null for open
/// @param only what a dimension must be; the others may be anything. Models as in `openai/gpt-6-luna`
public record CallFilter(
        RunMode mode, @Nullable Instant from, @Nullable Instant to, Map<Dimension, String> only) {
    public CallFilter {
        only = Map.copyOf(only);
    }

    public static CallFilter of(RunMode mode) {
        return new CallFilter(mode, null, null, Map.of());
    }

    public CallFilter between(@Nullable Instant newFrom, @Nullable Instant newTo) {
        return new CallFilter(mode, newFrom, newTo, only);
    }

    /// @param value null leaves the filter as it is
    public CallFilter with(Dimension dimension, @Nullable String value) {
        if (value == null) {
            return this;
        }
        var more = new EnumMap<Dimension, String>(Dimension.class);
        more.putAll(only);
        more.put(dimension, value);
        return new CallFilter(mode, from, to, more);
    }

    public CallFilter withRun(@Nullable UUID run) {
        return with(Dimension.RUN, run == null ? null : run.toString());
    }

    /// Adds the condition on mode and dimensions, for `call` or a roll-up that has them.
    void addCondition(Sql sql) {
        sql.add("mode = ?", mode.wireName());
        for (var one : only.entrySet()) {
            Object value = one.getKey() == Dimension.RUN ? UUID.fromString(one.getValue()) : one.getValue();
            sql.add(" and " + one.getKey().column() + " = ?", value);
        }
    }

    /// Adds the condition on entries that ended and went out in a stretch of time.
    void addEntryCondition(Sql sql, Span span) {
        addCondition(sql);
        sql.add(" and outcome <> 'open'");
        if (span.from() != null) {
            sql.add(" and at >= ?", span.from().atOffset(ZoneOffset.UTC));
        }
        if (span.to() != null) {
            sql.add(" and at < ?", span.to().atOffset(ZoneOffset.UTC));
        }
    }
}
