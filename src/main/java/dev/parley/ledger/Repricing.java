package dev.parley.ledger;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.pricing.Repriced;
import dev.parley.pricing.Terms;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Prices the calls of the ledger again under other terms, a page at a time. Nothing in the ledger changes. Calls that
/// failed are free under any terms and left out.
public final class Repricing {
    /// Calls that are priced again at once.
    public static final long MOST_CALLS = 1_000_000;

    private static final Semaphore PLACES = new Semaphore(2);
    private static final int PAGE = 5_000;
    private static final String COLUMNS = """
            persona, model, at, outcome, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, usd, \
            usd_input, usd_cache_read, usd_cache_write_5m, usd_cache_write_1h, usd_output""";
    private static final Map<TokenClass, String> USD_COLUMNS = Map.of(
            TokenClass.INPUT, "usd_input",
            TokenClass.CACHE_READ, "usd_cache_read",
            TokenClass.CACHE_WRITE_5M, "usd_cache_write_5m",
            TokenClass.CACHE_WRITE_1H, "usd_cache_write_1h",
            TokenClass.OUTPUT, "usd_output");

    private final DataSource database;

    public Repricing(DataSource database) {
        this.database = database;
    }

    /// @param persona null for calls of no persona
    public record Part(@Nullable String persona, Repriced repriced) {}

    /// @param byPersona dearest first
    public record Result(List<Part> byPersona, Repriced total) {
        public Result {
            byPersona = List.copyOf(byPersona);
        }
    }

    /// What came of it.
    public sealed interface Answer {
        record Done(Result result) implements Answer {}

        /// More than [#MOST_CALLS].
        record TooMany(long calls) implements Answer {}
    }

    /// Waits while others are priced again, so that many who ask do not read the ledger all at once.
    public Answer reprice(CallFilter filter, Terms terms) {
        PLACES.acquireUninterruptibly();
        try {
            return repriced(filter, terms);
        } finally {
            PLACES.release();
        }
    }

    private Answer repriced(CallFilter filter, Terms terms) {
        long calls = new Costs(database).table(filter, List.of(), 1, 0).total().calls();
        if (calls > MOST_CALLS) {
            return new Answer.TooMany(calls);
        }
        var entries = new Entries(database);
        var byPersona = new HashMap<@Nullable String, Repriced>();
        var page = entries.page(filter, null, PAGE, COLUMNS, Repricing::billed);
        while (!page.rows().isEmpty()) {
            for (var one : page.rows()) {
                if (!one.isFree) {
                    byPersona.merge(one.persona, one.repriced(terms), Repriced::plus);
                }
            }
            page = page.rows().size() < PAGE
                    ? new Entries.Page<>(List.of(), null)
                    : entries.page(filter, page.last(), PAGE, COLUMNS, Repricing::billed);
        }
        return new Answer.Done(result(byPersona));
    }

    private static Result result(Map<@Nullable String, Repriced> byPersona) {
        var parts = new ArrayList<Part>();
        byPersona.forEach((persona, repriced) -> parts.add(new Part(persona, repriced)));
        parts.sort((one, other) -> other.repriced.usdBefore().compareTo(one.repriced.usdBefore()));
        return new Result(parts, parts.stream().map(Part::repriced).reduce(Repriced.NOTHING, Repriced::plus));
    }

    /// A call as it was billed.
    ///
    /// @param usage null when none was reported
    /// @param byClass null when its cost is not known
    private record Billed(
            @Nullable String persona,
            ModelId model,
            Instant at,
            boolean isFree,
            @Nullable Usage usage,
            @Nullable Map<TokenClass, Usd> byClass) {
        Repriced repriced(Terms terms) {
            if (usage == null) {
                return Repriced.unknownOne();
            }
            return switch (terms.price(model, usage, at)) {
                case PricedUsage.Unknown _ -> byClass == null ? Repriced.unknownOne() : Repriced.lostOne();
                case PricedUsage.Known known -> byClass == null ? Repriced.foundOne() : Repriced.one(byClass, known);
            };
        }
    }

    private static Billed billed(ResultSet row) throws SQLException {
        return new Billed(
                row.getString("persona"),
                ModelId.parse(row.getString("model")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Outcome.FAILED.wireName().equals(row.getString("outcome")),
                usage(row),
                row.getBigDecimal("usd") == null ? null : byClass(row));
    }

    private static @Nullable Usage usage(ResultSet row) throws SQLException {
        long input = row.getLong("input");
        return row.wasNull()
                ? null
                : new Usage(
                        input,
                        row.getLong("cache_read"),
                        row.getLong("cache_write_5m"),
                        row.getLong("cache_write_1h"),
                        row.getLong("output"),
                        row.getLong("reasoning"));
    }

    private static Map<TokenClass, Usd> byClass(ResultSet row) throws SQLException {
        var byClass = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (var column : USD_COLUMNS.entrySet()) {
            BigDecimal usd = row.getBigDecimal(column.getValue());
            if (usd != null) {
                byClass.put(column.getKey(), new Usd(usd));
            }
        }
        return byClass;
    }
}
