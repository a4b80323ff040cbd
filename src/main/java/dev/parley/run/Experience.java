package dev.parley.run;

import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Calibration;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.estimate.Past;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What finished runs of this database have taught. Only runs that came to their own end count: money that ran out, a
/// person's hand or a repeated turn makes lengths and costs other than they would have been. Rehearsals teach about
/// rehearsals alone.
@ApplicationScoped
class Experience {
    private static final int MOST_RUNS = 400;
    private static final int MOST_MESSAGES = 8_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    /// What a phrase is taken to do before any run has ended: end one turn in a hundred.
    private static final double PRIOR_TURNS = 100;

    private static final String RUNS = """
            select id, kind, stop_reason, estimate,
                   (select count(*) from message where run_id = run.id) as messages,
                   (select count(distinct persona) from message where run_id = run.id) as personas,
                   (select sum(usd) from call where run_id = run.id) as usd,
                   exists (select 1 from call where run_id = run.id and outcome = 'unknown') as unknown
            from run
            where status = 'finished' and mode = :mode and not cut_short and regenerated = 0 and parent_run_id is null
              and not exists (select 1 from message where run_id = run.id and origin <> 'model')
            order by ended_at desc
            limit :most""";

    private static final String MESSAGES = """
            select message.run_id as run, message.persona, call.provider || '/' || call.model as model,
                   call.output, call.reasoning
            from message join call on call.id = message.call_id
            where message.run_id in (:runs) and call.outcome = 'settled'
            limit :most""";

    private final EntityManager entities;
    private final Clock clock;
    private final Map<RunMode, Kept> kept = new EnumMap<>(RunMode.class);

    Experience(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    private record Kept(Knowledge knowledge, Instant at) {}

    /// For runs of this mode.
    @Transactional
    synchronized Knowledge of(RunMode mode) {
        var now = clock.instant();
        var present = kept.get(mode);
        if (present == null || present.at.plus(FRESH).isBefore(now)) {
            present = new Kept(read(mode), now);
            kept.put(mode, present);
        }
        return present.knowledge;
    }

    /// Where it is not said yet how a script will run: what live runs have taught, or rehearsals where none has ended.
    @Transactional
    Knowledge forEstimates() {
        var live = of(RunMode.LIVE);
        return live.lengths().isEmpty() ? of(RunMode.REHEARSAL) : live;
    }

    private Knowledge read(RunMode mode) {
        var runs = new HashMap<UUID, Ended>();
        List<Tuple> rows = entities.createNativeQuery(RUNS, Tuple.class)
                .setParameter("mode", mode.wireName())
                .setParameter("most", MOST_RUNS)
                .getResultList();
        rows.forEach(row -> runs.put(row.get("id", UUID.class), Ended.of(row)));
        if (runs.isEmpty()) {
            return Knowledge.NONE;
        }
        var past = runs.values().stream().flatMap(run -> run.past().stream()).toList();
        return new Knowledge(
                LengthBook.of(said(runs)), endsPerTurn(runs.values().stream().toList()), Calibration.of(past));
    }

    private List<Said> said(Map<UUID, Ended> runs) {
        List<Tuple> rows = entities.createNativeQuery(MESSAGES, Tuple.class)
                .setParameter("runs", Set.copyOf(runs.keySet()))
                .setParameter("most", MOST_MESSAGES)
                .getResultList();
        return rows.stream()
                .map(row -> {
                    var id = row.get("run", UUID.class);
                    var run = java.util.Objects.requireNonNull(runs.get(id));
                    long output = row.get("output", Number.class).longValue();
                    var thought = row.get("reasoning", Number.class);
                    long reasoning = thought == null ? 0 : Math.min(output, thought.longValue());
                    return new Said(
                            row.get("persona", String.class),
                            ModelId.parse(row.get("model", String.class)),
                            run.family,
                            id.toString(),
                            run.castSize,
                            output - reasoning,
                            reasoning);
                })
                .toList();
    }

    private static double endsPerTurn(List<Ended> runs) {
        double ends = 1;
        double turns = PRIOR_TURNS;
        for (var run : runs) {
            ends += run.byPhrase ? 1 : 0;
            turns += run.byPhrase ? run.messages : 0;
        }
        return Math.min(1, ends / turns);
    }

    /// @param actual what the run cost; empty when a part of it is unknown
    private record Ended(
            String family, int castSize, long messages, boolean byPhrase, Estimate estimate, Optional<Usd> actual) {
        static Ended of(Tuple row) {
            var usd = row.get("usd", BigDecimal.class);
            boolean isUnknown = row.get("unknown", Boolean.class);
            var reason = row.get("stop_reason", String.class);
            return new Ended(
                    row.get("kind", String.class),
                    Math.max(1, row.get("personas", Number.class).intValue()),
                    row.get("messages", Number.class).longValue(),
                    reason != null && reason.endsWith("was said"),
                    SnapshotJson.read(row.get("estimate", String.class), Estimate.class),
                    isUnknown || usd == null ? Optional.empty() : Optional.of(new Usd(usd)));
        }

        Optional<Past> past() {
            var grounds = estimate.grounds();
            if (grounds == null || grounds.low() == null || grounds.likely() == null || grounds.high() == null) {
                return Optional.empty();
            }
            double low = grounds.low().amount().doubleValue();
            double likely = grounds.likely().amount().doubleValue();
            double high = grounds.high().amount().doubleValue();
            boolean isPriced = estimate.unpriced().isEmpty() && low > 0 && low <= likely && likely <= high;
            return actual.map(usd -> usd.amount().doubleValue())
                    .filter(usd -> isPriced && usd > 0)
                    .map(usd -> new Past(family, castSize, low, likely, high, usd));
        }
    }
}
