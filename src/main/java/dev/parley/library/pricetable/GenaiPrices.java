package dev.parley.library.pricetable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The prices of one model of genai-prices: one price, or a list in which the last price whose constraint is met wins.
/// Its tiers hold for all tokens of a request whose input is longer than their start, as ours do.
final class GenaiPrices {
    private static final List<String> CLASSES =
            List.of("input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok", "cache_write_1h_mtok");

    /// Billed beside the tokens of a plain text conversation.
    private static final List<String> BESIDE =
            List.of("requests_kcount", "output_reasoning_mtok", "output_citation_mtok", "input_text_messages_kcount");

    private static final int MOST_TIERS = 10;
    private static final int MOST_WINDOWS = 24;
    private static final int MOST_PRICES = 200;

    private final List<TablePrice> periods = new ArrayList<>();
    private final List<PricePeriod.DailyWindow> windows = new ArrayList<>();

    private GenaiPrices() {}

    static List<TablePrice> of(@Nullable JsonNode prices) throws Inexpressible {
        if (prices == null || prices.isEmpty()) {
            throw new Inexpressible("there is no price");
        }
        try {
            return prices.isArray() ? new GenaiPrices().conditional(prices) : List.of(price(null, prices));
        } catch (IllegalArgumentException unfit) {
            throw new Inexpressible("its tiers or daily windows cannot be written here");
        }
    }

    private List<TablePrice> conditional(JsonNode list) throws Inexpressible {
        if (list.size() > MOST_PRICES) {
            throw new Inexpressible("more than " + MOST_PRICES + " prices of one model");
        }
        for (var item : list) {
            add(item.path("constraint"), item.path("prices"));
        }
        if (windows.isEmpty()) {
            return List.copyOf(periods);
        }
        if (periods.isEmpty()) {
            throw new Inexpressible("daily windows without a price for the rest of the day");
        }
        // One constraint cannot hold a day and a window, so the windows belong to the newest price; whether they
        // held before it the table does not say.
        var newest = periods.getLast();
        return List.of(new TablePrice(newest.effectiveFrom(), newest.base(), newest.tiers(), windows));
    }

    private void add(JsonNode constraint, JsonNode prices) throws Inexpressible {
        boolean isDated = constraint.has("start_date");
        if (constraint.has("start_time") || constraint.has("end_time")) {
            if (isDated || windows.size() >= MOST_WINDOWS) {
                throw new Inexpressible("a price with both a day and a part of the day");
            }
            var from = time(constraint, "start_time");
            var to = time(constraint, "end_time");
            var price = price(null, prices);
            if (!price.tiers().isEmpty()) {
                throw new Inexpressible("a part of the day with tiers");
            }
            windows.add(new PricePeriod.DailyWindow(from, to, price.base()));
        } else if (!windows.isEmpty()) {
            throw new Inexpressible("a price that overrides daily windows");
        } else if (isDated) {
            var day = day(constraint);
            var last = periods.isEmpty() ? null : periods.getLast().effectiveFrom();
            if (last != null && !day.isAfter(last)) {
                throw new Inexpressible("prices whose days do not rise");
            }
            periods.add(price(day, prices));
        } else if (!constraint.isMissingNode() && !constraint.isNull()) {
            throw new Inexpressible("a price under a constraint that is not known here");
        } else if (!periods.isEmpty()) {
            throw new Inexpressible("a price without a day after others");
        } else {
            periods.add(price(null, prices));
        }
    }

    private static TablePrice price(@Nullable LocalDate from, JsonNode prices) throws Inexpressible {
        for (var field : BESIDE) {
            if (prices.path(field).isObject() || TableNumbers.isPositive(prices, field)) {
                throw new Inexpressible(field + " is billed beside its tokens");
            }
        }
        var tiers = new ArrayList<PricePeriod.Tier>();
        for (var start : starts(prices)) {
            tiers.add(new PricePeriod.Tier(start, rates(prices, start)));
        }
        return new TablePrice(from, rates(prices, null), tiers, List.of());
    }

    private static Rates rates(JsonNode prices, @Nullable Long tier) throws Inexpressible {
        var input = amount(prices, "input_mtok", tier);
        var output = amount(prices, "output_mtok", tier);
        if (input == null || output == null) {
            throw new Inexpressible((input == null ? "input_mtok" : "output_mtok") + " is missing");
        }
        return new Rates(
                input,
                output,
                amount(prices, "cache_read_mtok", tier),
                TableNumbers.write(amount(prices, "cache_write_mtok", tier)),
                TableNumbers.write(amount(prices, "cache_write_1h_mtok", tier)));
    }

    /// @param tier the start of a tier, whose last one not above it applies; null for the base
    private static @Nullable BigDecimal amount(JsonNode prices, String field, @Nullable Long tier)
            throws Inexpressible {
        var value = prices.get(field);
        if (value == null || !value.isObject()) {
            return TableNumbers.perMtok(prices, field);
        }
        var applies = value.get("base");
        for (var step : value.path("tiers")) {
            if (tier != null && start(step) <= tier) {
                applies = step.get("price");
            }
        }
        if (applies == null) {
            throw new Inexpressible(field + " has a tier without a price");
        }
        return TableNumbers.perMtok(field, applies, 0);
    }

    private static Set<Long> starts(JsonNode prices) throws Inexpressible {
        var starts = new TreeSet<Long>();
        for (var field : CLASSES) {
            long last = 0;
            for (var step : prices.path(field).path("tiers")) {
                if (start(step) <= last) {
                    throw new Inexpressible("tiers that do not rise");
                }
                last = start(step);
                starts.add(last);
            }
        }
        if (starts.size() > MOST_TIERS) {
            throw new Inexpressible("more than " + MOST_TIERS + " tiers");
        }
        return starts;
    }

    private static long start(JsonNode step) throws Inexpressible {
        var start = TableNumbers.tokens(step, "start");
        if (start == null) {
            throw new Inexpressible("a tier whose start is no number of tokens");
        }
        return start;
    }

    private static LocalDate day(JsonNode constraint) throws Inexpressible {
        try {
            return LocalDate.parse(constraint.path("start_date").asText());
        } catch (DateTimeParseException _) {
            throw new Inexpressible("start_date is no day");
        }
    }

    /// To the minute, in UTC.
    private static LocalTime time(JsonNode constraint, String field) throws Inexpressible {
        try {
            var time = OffsetTime.parse(constraint.path(field).asText())
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalTime();
            if (time.getSecond() == 0 && time.getNano() == 0) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // Said below, in words.
        }
        throw new Inexpressible(field + " is no minute of the day with its offset");
    }
}
