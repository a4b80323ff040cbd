package dev.parley.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By what costs are added up.
public enum Grouping {
    PROVIDER("provider"),
    MODEL("model"),
    PERSONA("persona"),
    PROJECT("project"),
    RUN("run_id::text"),
    PURPOSE("purpose"),
    DAY("to_char(at at time zone 'UTC', 'YYYY-MM-DD')"),
    HOUR("to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00\"Z\"')");

    private final String sql;

    Grouping(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
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
