package dev.parley.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.budget.Level;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something about a budget that a person should know.
///
/// @param startsAt of the budget's stretch
/// @param acknowledgedBy null until somebody has seen it
public record Alert(
        long id,
        Level level,
        RunMode mode,
        Scope scope,
        String subject,
        Period period,
        Instant startsAt,
        Instant at,
        String words,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt) {
    static final String COLUMNS = """
            alert.id, level, mode, scope, subject, period, starts_at, at, words, acknowledged_by, acknowledged_at""";

    private static final int LONGEST_WORDS = 1_000;

    static Alert of(ResultSet row) throws SQLException {
        return new Alert(
                row.getLong("id"),
                Level.ofWireName(row.getString("level")),
                RunMode.ofWireName(row.getString("mode")),
                Scope.ofWireName(row.getString("scope")),
                row.getString("subject"),
                Period.ofWireName(row.getString("period")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("at").toInstant(),
                row.getString("words"),
                row.getString("acknowledged_by"),
                AccountRows.instant(row.getTimestamp("acknowledged_at")));
    }

    /// One line of JSON: what the log and the webhook tell, without what came of it since.
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("level", level.wireName())
                .put("mode", mode.wireName())
                .put("scope", scope.wireName())
                .put("subject", subject)
                .put("period", period.wireName())
                .put("startsAt", startsAt.toString())
                .put("at", at.toString())
                .put("words", words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words)
                .toString();
    }
}
