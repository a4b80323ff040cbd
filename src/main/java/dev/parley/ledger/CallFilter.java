package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which calls are meant. Null means any.
///
/// @param mode never both: play money and real money are not added up
/// @param from inclusive
/// @param to exclusive
/// @param model as in `openai/gpt-6-luna`
public record CallFilter(
        RunMode mode,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID run,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String project) {
    /// The condition in SQL over `call`, for the parameters of `parameters`.
    String condition() {
        var sql = new StringBuilder("mode = :mode and outcome <> 'open'");
        add(sql, from, " and at >= :from");
        add(sql, to, " and at < :to");
        add(sql, run, " and run_id = :run");
        add(sql, provider, " and provider = :provider");
        add(sql, model, " and model = :model");
        add(sql, project, " and project = :project");
        return sql.toString();
    }

    Map<String, Object> parameters() {
        var values = new HashMap<String, Object>();
        values.put("mode", mode.wireName());
        put(values, "from", from);
        put(values, "to", to);
        put(values, "run", run);
        put(values, "provider", provider);
        put(values, "model", model);
        put(values, "project", project);
        return values;
    }

    private static void add(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
