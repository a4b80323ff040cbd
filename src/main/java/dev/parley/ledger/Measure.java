package dev.parley.ledger;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is summed up over ended calls. Each is a column of every roll-up, and an exact sum over entries.
enum Measure {
    CALLS("calls", "count(*)"),
    FAILED_CALLS("failed_calls", "count(*) filter (where outcome = 'failed')"),
    /// Sent, and nobody can say what they cost: no usage was reported, or it has no price.
    UNKNOWN_CALLS("unknown_calls", "count(*) filter (where usd is null and outcome <> 'failed')"),
    /// The holds of unknown calls.
    UNKNOWN_UP_TO(
            "unknown_up_to", "coalesce(sum(hold_usd) filter (where usd is null and outcome <> 'failed'), 0::numeric)"),
    /// Unknown calls that had no hold.
    UNBOUNDED_CALLS(
            "unbounded_calls", "count(*) filter (where usd is null and outcome <> 'failed' and hold_usd is null)"),
    /// Priced by what the operator lets unknown models cost.
    ASSUMED_CALLS("assumed_calls", "count(*) filter (where price_assumed)"),
    ASSUMED_USD("assumed_usd", "coalesce(sum(usd) filter (where price_assumed), 0::numeric)"),
    USD("usd"),
    USD_INPUT("usd_input"),
    USD_CACHE_READ("usd_cache_read"),
    USD_CACHE_WRITE_5M("usd_cache_write_5m"),
    USD_CACHE_WRITE_1H("usd_cache_write_1h"),
    USD_OUTPUT("usd_output"),
    SAVED_USD("saved_usd"),
    INPUT("input"),
    CACHE_READ("cache_read"),
    CACHE_WRITE_5M("cache_write_5m"),
    CACHE_WRITE_1H("cache_write_1h"),
    OUTPUT("output"),
    REASONING("reasoning");

    private final String column;
    private final String overEntries;

    Measure(String column) {
        this(column, "coalesce(sum(" + column + "), 0::numeric)");
    }

    Measure(String column, String overEntries) {
        this.column = column;
        this.overEntries = overEntries;
    }

    String column() {
        return column;
    }

    static String columns() {
        return joined(Measure::column);
    }

    /// All measures over a group of entries, in order.
    static String overEntries() {
        return joined(measure -> measure.overEntries + " as " + measure.column);
    }

    /// All measures over a group of sums, in order.
    static String overSums() {
        return joined(measure -> "coalesce(sum(" + measure.column + "), 0::numeric) as " + measure.column);
    }

    static String joined(Function<Measure, String> sql) {
        return Arrays.stream(values()).map(sql).collect(Collectors.joining(", "));
    }
}
