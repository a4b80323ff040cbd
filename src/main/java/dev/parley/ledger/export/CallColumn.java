package dev.parley.ledger.export;

import dev.parley.money.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A column of an exported entry. Names and order are a contract that only grows, at its end.
///
/// @param sql its value, over `call`
record CallColumn(String name, String sql, Kind kind) {
    enum Kind {
        TEXT,
        WHOLE,
        /// Exact digits as text; empty when it is not known.
        AMOUNT,
        MOMENT,
        YES_NO
    }

    static final List<CallColumn> ALL = List.of(
            text("id", "id"),
            new CallColumn("at", "at", Kind.MOMENT),
            text("run", "run_id"),
            whole("turn", "turn"),
            text("persona", "persona"),
            text("purpose", "purpose"),
            whole("attempt", "attempt"),
            text("mode", "mode"),
            text("project", "project"),
            text("provider", "provider"),
            text("modelAsked", "model_asked"),
            text("model", "model"),
            text("modelReturned", "model_returned"),
            text("outcome", "outcome"),
            text("reason", "reason"),
            whole("input", "input"),
            whole("cacheRead", "cache_read"),
            whole("cacheWrite5m", "cache_write_5m"),
            whole("cacheWrite1h", "cache_write_1h"),
            whole("output", "output"),
            whole("reasoning", "reasoning"),
            amount("usd", "case when outcome = 'failed' then 0 else usd end"),
            amount("usdInput", "usd_input"),
            amount("usdCacheRead", "usd_cache_read"),
            amount("usdCacheWrite5m", "usd_cache_write_5m"),
            amount("usdCacheWrite1h", "usd_cache_write_1h"),
            amount("usdOutput", "usd_output"),
            amount("savedUsd", "saved_usd"),
            amount("upToUsd", "hold_usd"),
            text("priceEffectiveFrom", "price_effective_from"),
            text("priceTier", "price_tier"),
            whole("latencyMs", "latency_ms"),
            text("user", "username"),
            text("priceRecordedAt", "price_recorded_at"),
            new CallColumn("priceAssumed", "price_assumed", Kind.YES_NO));

    static List<String> names() {
        return ALL.stream().map(CallColumn::name).toList();
    }

    static String select() {
        return ALL.stream().map(CallColumn::sql).collect(Collectors.joining(", "));
    }

    @Nullable
    Object value(ResultSet row, int place) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(place);
            case WHOLE -> {
                long whole = row.getLong(place);
                yield row.wasNull() ? null : whole;
            }
            case AMOUNT -> {
                var amount = row.getBigDecimal(place);
                yield amount == null ? null : new Usd(amount).plain();
            }
            case MOMENT ->
                row.getObject(place, OffsetDateTime.class).toInstant().toString();
            case YES_NO -> row.getBoolean(place);
        };
    }

    private static CallColumn text(String name, String sql) {
        return new CallColumn(name, sql, Kind.TEXT);
    }

    private static CallColumn whole(String name, String sql) {
        return new CallColumn(name, sql, Kind.WHOLE);
    }

    private static CallColumn amount(String name, String sql) {
        return new CallColumn(name, sql, Kind.AMOUNT);
    }
}
