import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How long runs stood still after their node had gone: from that moment to the first look that finds a higher epoch,
/// which only a claim raises.
final class TakeOvers {
    private final Postgres postgres;
    private final List<Orphan> waiting = new ArrayList<>();
    private final Map<Cause, List<StoodStill>> stoodStill = new HashMap<>();
    private int leftWithoutName;

    TakeOvers(Postgres postgres) {
        this.postgres = postgres;
        for (var cause : Cause.values()) {
            stoodStill.put(cause, new ArrayList<>());
        }
    }

    enum Cause {
        KILLED,
        SUSPENDED
    }

    /// A run at the moment when its node went.
    private record Orphan(Cause cause, UUID run, int epoch, Instant since, ChaosNode node) {}

    record StoodStill(UUID run, Duration time, ChaosNode node) {}

    /// Where an unfinished run stands.
    record Standing(UUID run, String status, UUID node, int epoch) {}

    @FunctionalInterface
    interface EpochOf {
        int of(UUID run) throws SQLException;
    }

    /// @param left the runs that the node had, as seen just before
    synchronized void gone(Cause cause, ChaosNode node, List<Standing> left, Instant at) {
        left.forEach(run -> waiting.add(new Orphan(cause, run.run(), run.epoch(), at, node)));
    }

    /// A node of which nobody knows the name, so that its runs could not be told from others.
    synchronized void goneWithoutName() {
        leftWithoutName++;
    }

    /// @param unfinished all runs that have not ended
    /// @param ended the epoch of one that has
    synchronized void look(Map<UUID, Standing> unfinished, EpochOf ended, Instant now) throws SQLException {
        var iterator = waiting.iterator();
        while (iterator.hasNext()) {
            var orphan = iterator.next();
            var run = unfinished.get(orphan.run);
            int epoch = run == null ? ended.of(orphan.run) : run.epoch();
            if (epoch > orphan.epoch) {
                if (!postgres.wasAway(orphan.since, now)) {
                    stoodStill.get(orphan.cause)
                            .add(new StoodStill(orphan.run, Duration.between(orphan.since, now), orphan.node));
                }
                iterator.remove();
            } else if (run == null) {
                iterator.remove(); // it had ended before its node went
            }
        }
    }

    /// Those that were taken over while the database was there all the time, shortest first.
    synchronized List<StoodStill> times(Cause cause) {
        return stoodStill.get(cause).stream()
                .sorted(Comparator.comparing(StoodStill::time))
                .toList();
    }

    /// Runs that nobody has taken over so far.
    synchronized List<UUID> stillWaiting() {
        return waiting.stream().map(Orphan::run).toList();
    }

    synchronized int leftWithoutName() {
        return leftWithoutName;
    }
}
