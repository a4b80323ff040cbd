package dev.parley.run;

import dev.parley.conversation.RunMode;
import dev.parley.planning.estimate.Knowledge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/// Keeps for a moment what [PastRuns] have taught.
@ApplicationScoped
class Experience {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /// Enough for what is asked again and again while a run goes on.
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final Map<RunMode, Kept> kept = new EnumMap<>(RunMode.class);

    Experience(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Kept(Knowledge knowledge, Instant at) {}

    /// For runs of this mode.
    Knowledge of(RunMode mode) {
        return of(mode, FRESH);
    }

    /// The same as it was a minute ago at the most.
    Knowledge lately(RunMode mode) {
        return of(mode, LATELY);
    }

    private synchronized Knowledge of(RunMode mode, Duration oldest) {
        var now = clock.instant();
        var present = kept.get(mode);
        if (present == null || present.at.plus(oldest).isBefore(now)) {
            present = new Kept(read(mode), now);
            kept.put(mode, present);
        }
        return present.knowledge;
    }

    /// See [PastRuns#readForEstimates].
    Knowledge forEstimates() {
        var live = of(RunMode.LIVE);
        return live.lengths().isEmpty() ? of(RunMode.REHEARSAL) : live;
    }

    private Knowledge read(RunMode mode) {
        try (var connection = database.getConnection()) {
            return PastRuns.read(connection, mode);
        } catch (SQLException e) {
            throw new IllegalStateException("past runs could not be read: " + e.getMessage(), e);
        }
    }
}
