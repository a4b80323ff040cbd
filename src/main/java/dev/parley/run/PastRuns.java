package dev.parley.run;

import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.planning.estimate.Calibration;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.estimate.Past;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the finished runs in a database teach. Only runs that came to their own end count: money that ran out, a
/// person's hand or a repeated turn makes lengths and costs other than they would have been. Rehearsals teach about
/// rehearsals alone.
public final class PastRuns {
    private static final int MOST_RUNS = 400;
    private static final int MOST_MESSAGES = 8_000;

    /// What a phrase is taken to do before any run has ended by one: end one turn in a hundred.
    private static final double PRIOR_TURNS = 100;

    private static final String RUNS = """
            select id, kind, stop_reason, estimate,
                   (select count(*) from message where run_id = run.id),
                   (select count(distinct persona) from message where run_id = run.id),
                   (select sum(usd) from call where run_id = run.id),
                   exists (select 1 from call where run_id = run.id
                           and (outcome = 'unknown' or (outcome = 'settled' and usd is null))),
                   snapshot like '%"phrase":"%'
            from run
            where status = 'finished' and mode = ? and not cut_short and regenerated = 0 and parent_run_id is null
              and (stop_reason like 'all % turns were taken' or stop_reason like '% was said')
              and not exists (select 1 from message where run_id = run.id
                              and (origin <> 'model' or speaker_why = 'was asked to speak by a person'
                                   or decision_why like '%the budget allowed%'))
            order by ended_at desc
            limit ?""";

    private static final String MESSAGES = """
            select message.run_id, message.persona, call.model, call.output, call.reasoning
            from message join call on call.id = message.call_id
            where message.run_id = any (?) and call.outcome = 'settled'
            order by message.run_id desc, message.turn
            limit ?""";

    private PastRuns() {}

    /// For runs of this mode.
    public static Knowledge read(Connection database, RunMode mode) throws SQLException {
        var runs = runs(database, mode);
        if (runs.isEmpty()) {
            return Knowledge.NONE;
        }
        var past = runs.values().stream().flatMap(run -> run.past().stream()).toList();
        return new Knowledge(
                LengthBook.of(said(database, runs)),
                endsPerTurn(runs.values().stream().toList()),
                Calibration.of(past));
    }

    /// Where it is not said yet how a script will run: what live runs have taught, or rehearsals where none has ended.
    public static Knowledge readForEstimates(Connection database) throws SQLException {
        var live = read(database, RunMode.LIVE);
        return live.lengths().isEmpty() ? read(database, RunMode.REHEARSAL) : live;
    }

    private static Map<UUID, Ended> runs(Connection database, RunMode mode) throws SQLException {
        try (var select = database.prepareStatement(RUNS)) {
            select.setString(1, mode.wireName());
            select.setInt(2, MOST_RUNS);
            try (var row = select.executeQuery()) {
                var runs = new HashMap<UUID, Ended>();
                while (row.next()) {
                    runs.put(row.getObject(1, UUID.class), Ended.of(row));
                }
                return runs;
            }
        }
    }

    private static List<Said> said(Connection database, Map<UUID, Ended> runs) throws SQLException {
        try (var select = database.prepareStatement(MESSAGES)) {
            select.setArray(1, database.createArrayOf("uuid", runs.keySet().toArray()));
            select.setInt(2, MOST_MESSAGES);
            try (var row = select.executeQuery()) {
                var said = new ArrayList<Said>();
                while (row.next()) {
                    var id = row.getObject(1, UUID.class);
                    var run = java.util.Objects.requireNonNull(runs.get(id));
                    long output = row.getLong(4);
                    long reasoning = Math.min(output, row.getLong(5));
                    said.add(new Said(
                            row.getString(2),
                            ModelId.parse(row.getString(3)),
                            run.family,
                            id.toString(),
                            run.castSize,
                            output - reasoning,
                            reasoning));
                }
                return said;
            }
        }
    }

    private static double endsPerTurn(List<Ended> runs) {
        double ends = 1;
        double turns = PRIOR_TURNS;
        for (var run : runs) {
            ends += run.byPhrase ? 1 : 0;
            turns += run.hasPhrase ? run.messages : 0;
        }
        return Math.min(1, ends / turns);
    }

    /// @param hasPhrase whether a phrase could have ended it, `byPhrase` whether one did
    /// @param actual what the run cost in dollars; null when a part of it is unknown
    private record Ended(
            String family,
            int castSize,
            long messages,
            boolean hasPhrase,
            boolean byPhrase,
            @Nullable Estimate estimate,
            @Nullable BigDecimal actual) {
        static Ended of(ResultSet row) throws SQLException {
            var reason = row.getString(3);
            return new Ended(
                    row.getString(2),
                    Math.max(1, row.getInt(6)),
                    row.getLong(5),
                    row.getBoolean(9),
                    reason != null && reason.endsWith("was said"),
                    estimate(row.getString(4)),
                    row.getBoolean(8) ? null : row.getBigDecimal(7));
        }

        /// One that cannot be read teaches nothing.
        private static @Nullable Estimate estimate(String json) {
            try {
                return SnapshotJson.read(json, Estimate.class);
            } catch (RuntimeException e) {
                return null;
            }
        }

        Optional<Past> past() {
            var grounds = estimate == null ? null : estimate.grounds();
            if (actual == null
                    || estimate == null
                    || grounds == null
                    || !estimate.unpriced().isEmpty()) {
                return Optional.empty();
            }
            var low = grounds.low();
            var likely = grounds.likely();
            var high = grounds.high();
            if (low == null || likely == null || high == null || low.isZero() || actual.signum() == 0) {
                return Optional.empty();
            }
            return Optional.of(new Past(
                    family,
                    castSize,
                    low.amount().doubleValue(),
                    likely.amount().doubleValue(),
                    high.amount().doubleValue(),
                    actual.doubleValue()));
        }
    }
}
