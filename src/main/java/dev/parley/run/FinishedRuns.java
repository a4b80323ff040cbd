package dev.parley.run;

import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script.ReplyLimits;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the runs that later estimates can learn from, newest first, out of archive and ledger together. Only those
/// count that came to their own end: money that ran out, a person's hand or a repeated turn makes lengths and costs
/// other than they would have been.
public final class FinishedRuns {
    private static final int MOST_MESSAGES = 8_000;

    private static final String RUNS = """
            select id, script, title, kind, ended_at, stop_reason, estimate,
                   (select count(*) from message where run_id = run.id),
                   array (select value ->> 'id' from jsonb_array_elements(asked -> 'personas') as cast_of (value)),
                   (select sum(usd) from call where run_id = run.id),
                   exists (select 1 from call where run_id = run.id
                           and (outcome = 'unknown' or (outcome = 'settled' and usd is null))),
                   snapshot like '%"phrase":"%',
                   (asked #>> '{script,reply,maxTokens}')::int,
                   (asked #>> '{script,reply,words}')::int,
                   asked #>> '{script,policy,kind}' in ('addressed-next', 'model-selected')
            from (select * from run
                  where status = 'finished' and mode = ? and not cut_short and regenerated = 0
                    and parent_run_id is null
                    and (stop_reason like 'all % turns were taken' or stop_reason like '% was said'
                         or stop_reason like 'the script''s limit of % was reached')
                    and not exists (select 1 from message where run_id = run.id
                                    and (origin <> 'model' or speaker_why = 'was asked to speak by a person'
                                         or decision_why like '%the budget allowed%'))
                    -- Which jsonb does not know, and a text may hold all the same.
                    and position('\\u0000' in snapshot) = 0
                  order by ended_at desc, id
                  limit ?) run
            cross join lateral (select snapshot::jsonb) as snapshot_of (asked)
            order by ended_at desc, id""";

    private static final String MESSAGES = """
            select message.run_id, message.persona, call.model, call.prompt_tokens,
                   call.input + call.cache_read + call.cache_write_5m + call.cache_write_1h,
                   call.output, call.reasoning, call.latency_ms
            from message join call on call.id = message.call_id
            where message.run_id = any (?) and call.outcome = 'settled' and call.output is not null
            order by message.run_id desc, message.turn
            limit ?""";

    private FinishedRuns() {}

    /// @param most how many
    public static List<FinishedRun> read(Connection database, RunMode mode, int most) throws SQLException {
        var rows = rows(database, mode, most);
        var messages = messages(database, rows);
        return rows.stream()
                .map(row -> row.with(mode, messages.getOrDefault(row.id, List.of())))
                .toList();
    }

    /// Where only what was estimated and paid is asked for.
    ///
    /// @param most how many
    static List<FinishedRun> readWithoutMessages(Connection database, RunMode mode, int most) throws SQLException {
        return rows(database, mode, most).stream()
                .map(row -> row.with(mode, List.of()))
                .toList();
    }

    private static List<Row> rows(Connection database, RunMode mode, int most) throws SQLException {
        try (var select = database.prepareStatement(RUNS)) {
            select.setString(1, mode.wireName());
            select.setInt(2, most);
            try (var result = select.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (result.next()) {
                    rows.add(Row.of(result));
                }
                return rows;
            }
        }
    }

    private static Map<UUID, List<FinishedRun.Billed>> messages(Connection database, List<Row> runs)
            throws SQLException {
        var byRun = new HashMap<UUID, List<FinishedRun.Billed>>();
        if (runs.isEmpty()) {
            return byRun;
        }
        try (var select = database.prepareStatement(MESSAGES)) {
            var ids = runs.stream().map(Row::id).toArray();
            select.setArray(1, database.createArrayOf("uuid", ids));
            select.setInt(2, MOST_MESSAGES);
            try (var result = select.executeQuery()) {
                while (result.next()) {
                    long output = result.getLong(6);
                    byRun.computeIfAbsent(result.getObject(1, UUID.class), _ -> new ArrayList<>())
                            .add(new FinishedRun.Billed(
                                    result.getString(2),
                                    ModelId.parse(result.getString(3)),
                                    result.getObject(4, Long.class),
                                    result.getLong(5),
                                    output,
                                    Math.min(output, result.getLong(7)),
                                    result.getLong(8)));
                }
            }
        }
        return byRun;
    }

    private record Row(
            UUID id,
            String script,
            String title,
            String family,
            java.time.Instant endedAt,
            boolean byPhrase,
            @Nullable Estimate estimate,
            int turns,
            List<String> cast,
            @Nullable Usd actual,
            boolean hasPhrase,
            ReplyLimits replies,
            boolean isOpen) {
        static Row of(ResultSet row) throws SQLException {
            var usd = row.getBigDecimal(10);
            return new Row(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getTimestamp(5).toInstant(),
                    Objects.requireNonNullElse(row.getString(6), "").endsWith("was said"),
                    estimate(row.getString(7)),
                    row.getInt(8),
                    List.of((String[]) row.getArray(9).getArray()),
                    usd == null || row.getBoolean(11) ? null : new Usd(usd),
                    row.getBoolean(12),
                    new ReplyLimits(row.getInt(13), row.getInt(14)),
                    row.getBoolean(15));
        }

        /// One that cannot be read teaches nothing.
        private static @Nullable Estimate estimate(String json) {
            try {
                return SnapshotJson.read(json, Estimate.class);
            } catch (RuntimeException e) {
                return null;
            }
        }

        FinishedRun with(RunMode mode, List<FinishedRun.Billed> messages) {
            return new FinishedRun(
                    id, script, title, family, mode, endedAt, cast, isOpen, replies, turns, hasPhrase, byPhrase,
                    estimate, actual, messages);
        }
    }
}
