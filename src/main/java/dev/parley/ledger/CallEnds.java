package dev.parley.ledger;

import dev.parley.conversation.PlainText;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the one end that each call reaches.
public final class CallEnds {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_RAW_USAGE = 10_000;

    private CallEnds() {}

    /// The end of a call that is open.
    public record Ended(CallRows.Standing call, CallEnd end) {
        /// The cost, where one is known.
        public @Nullable Usd cost() {
            return costOf(end);
        }

        /// What the call cost beyond its hold; null when nothing.
        public @Nullable Usd overage() {
            var cost = cost();
            var hold = call.hold();
            return cost == null || hold == null || cost.compareTo(hold) <= 0 ? null : cost.minus(hold);
        }
    }

    static @Nullable Usd costOf(CallEnd end) {
        return end instanceof CallEnd.Settled settled && settled.priced() instanceof PricedUsage.Known known
                ? known.total()
                : null;
    }

    public static void write(Connection connection, List<Ended> ends) throws SQLException {
        if (ends.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update call set outcome = ?, reason = ?, latency_ms = ?, model_returned = ?, response_id = ?,
                    raw_usage = ?, input = ?, cache_read = ?, cache_write_5m = ?, cache_write_1h = ?, output = ?,
                    reasoning = ?, saved_usd = ?, usd = ?, usd_input = ?, usd_cache_read = ?, usd_cache_write_5m = ?,
                    usd_cache_write_1h = ?, usd_output = ?, price_effective_from = ?, price_recorded_at = ?,
                    price_assumed = ?, price_tier = ?, price_source = ?
                where id = ?""")) {
            for (var ended : ends) {
                set(update, ended);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void set(PreparedStatement update, Ended ended) throws SQLException {
        update.setObject(25, ended.call().id());
        switch (ended.end()) {
            case CallEnd.Settled settled -> settle(update, settled, ended);
            case CallEnd.Failed(var reason, long latencyMs) ->
                unanswered(update, Outcome.FAILED, reason, latencyMs, null, null, null);
            case CallEnd.Unknown unknown ->
                unanswered(
                        update,
                        Outcome.UNKNOWN,
                        unknown.reason(),
                        unknown.latencyMs(),
                        unknown.modelReturned(),
                        unknown.responseId(),
                        unknown.rawUsage());
        }
    }

    private static void unanswered(
            PreparedStatement update,
            Outcome outcome,
            String reason,
            long latencyMs,
            @Nullable String modelReturned,
            @Nullable String responseId,
            @Nullable String rawUsage)
            throws SQLException {
        opening(update, outcome, reason, latencyMs, modelReturned, responseId, rawUsage);
        for (int column = 7; column <= 12; column++) {
            update.setObject(column, null, java.sql.Types.BIGINT);
        }
        for (int column = 13; column <= 19; column++) {
            update.setBigDecimal(column, null);
        }
        unpriced(update);
    }

    private static void opening(
            PreparedStatement update,
            Outcome outcome,
            @Nullable String reason,
            long latencyMs,
            @Nullable String modelReturned,
            @Nullable String responseId,
            @Nullable String rawUsage)
            throws SQLException {
        update.setString(1, outcome.wireName());
        update.setString(2, kept(reason, LONGEST_REASON));
        update.setLong(3, latencyMs);
        update.setString(4, kept(modelReturned, LONGEST_NAME));
        update.setString(5, kept(responseId, LONGEST_NAME));
        update.setString(6, kept(rawUsage, LONGEST_RAW_USAGE));
    }

    private static void settle(PreparedStatement update, CallEnd.Settled settled, Ended ended) throws SQLException {
        var usage = settled.usage();
        opening(
                update,
                Outcome.SETTLED,
                reason(settled, ended),
                settled.latencyMs(),
                settled.modelReturned(),
                settled.responseId(),
                settled.rawUsage());
        update.setLong(7, usage.input());
        update.setLong(8, usage.cacheRead());
        update.setLong(9, usage.cacheWrite5m());
        update.setLong(10, usage.cacheWrite1h());
        update.setLong(11, usage.output());
        update.setLong(12, usage.reasoning());
        update.setBigDecimal(13, amount(settled.saved()));
        switch (settled.priced()) {
            case PricedUsage.Known known -> price(update, known);
            case PricedUsage.Unknown _ -> {
                for (int column = 14; column <= 19; column++) {
                    update.setBigDecimal(column, null);
                }
                unpriced(update);
            }
        }
    }

    /// A hold is a bound. Where a provider billed more all the same, the entry says so.
    private static @Nullable String reason(CallEnd.Settled settled, Ended ended) {
        if (settled.priced() instanceof PricedUsage.Unknown(var why)) {
            return why;
        }
        var hold = ended.call().hold();
        return ended.overage() == null || hold == null
                ? null
                : "cost more than the " + hold.plain() + " USD held for it";
    }

    private static void price(PreparedStatement update, PricedUsage.Known known) throws SQLException {
        update.setBigDecimal(14, known.total().amount());
        update.setBigDecimal(15, amount(known.byClass().get(TokenClass.INPUT)));
        update.setBigDecimal(16, amount(known.byClass().get(TokenClass.CACHE_READ)));
        update.setBigDecimal(17, amount(known.byClass().get(TokenClass.CACHE_WRITE_5M)));
        update.setBigDecimal(18, amount(known.byClass().get(TokenClass.CACHE_WRITE_1H)));
        update.setBigDecimal(19, amount(known.byClass().get(TokenClass.OUTPUT)));
        update.setObject(20, known.price().effectiveFrom());
        update.setObject(21, known.price().recordedAt());
        update.setBoolean(22, known.price().assumed());
        update.setString(23, known.price().tier());
        update.setString(24, known.price().source());
    }

    private static void unpriced(PreparedStatement update) throws SQLException {
        update.setObject(20, null, java.sql.Types.DATE);
        update.setObject(21, null, java.sql.Types.DATE);
        update.setBoolean(22, false);
        update.setString(23, null);
        update.setString(24, null);
    }

    /// Keeps usage that came after its call had ended as unknown; once for each call.
    ///
    /// @return what it cost beyond the bound; null when it was there already
    public static @Nullable Usd late(Connection connection, CallRows.Standing call, CallEnd end, Instant now)
            throws SQLException {
        // Nobody bills what failed.
        var cost = end instanceof CallEnd.Failed ? Usd.ZERO : costOf(end);
        var hold = call.hold();
        var beyond = cost == null || hold == null || cost.compareTo(hold) <= 0 ? Usd.ZERO : cost.minus(hold);
        try (var insert = connection.prepareStatement("""
                insert into late_usage (call_id, at, usd, beyond_usd, raw_usage) values (?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, call.id());
            insert.setObject(2, AccountRows.at(now));
            insert.setBigDecimal(3, amount(cost));
            insert.setBigDecimal(4, beyond.amount());
            insert.setString(
                    5, end instanceof CallEnd.Settled settled ? kept(settled.rawUsage(), LONGEST_RAW_USAGE) : null);
            return insert.executeUpdate() == 0 ? null : beyond;
        }
    }

    private static @Nullable BigDecimal amount(@Nullable Usd usd) {
        return usd == null ? null : usd.amount();
    }

    /// What a provider wrote, fit for a column.
    private static @Nullable String kept(@Nullable String text, int most) {
        return text == null ? null : PlainText.of(text, most);
    }
}
