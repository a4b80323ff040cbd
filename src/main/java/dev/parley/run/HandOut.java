package dev.parley.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands runs out to the nodes, through db-scheduler on the database that they share: a run that is offered goes to one
/// of them, at once if the node that offers it has room. Handing over takes a moment and no thread stays with a run, so
/// that there may be many more runs than threads. Whether a node lives, which has taken a run, [Nodes] tells.
@ApplicationScoped
class HandOut {
    static final String RUN = "run";

    private static final Logger LOG = Logger.getLogger(HandOut.class);

    private static final int AFTER_START_UP = 3_000;
    private static final int BEFORE_RUNS_END = 100;
    private static final int THREADS = 32;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration NO_ROOM = Duration.ofSeconds(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final DataSource database;
    private final RunEngine engine;
    private final Upkeep upkeep;
    private final Nodes nodes;
    private final Clock clock;
    private final OneTimeTask<Void> run;
    private @Nullable Scheduler scheduler;

    HandOut(DataSource database, RunEngine engine, Upkeep upkeep, Nodes nodes, Clock clock) {
        this.database = database;
        this.engine = engine;
        this.upkeep = upkeep;
        this.nodes = nodes;
        this.clock = clock;
        run = Tasks.oneTime(RUN)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(NO_ROOM))
                .execute((instance, _) -> {
                    if (!engine.begin(UUID.fromString(instance.getId()))) {
                        throw new IllegalStateException("no room here for run " + instance.getId());
                    }
                });
    }

    void begin(@Observes @Priority(AFTER_START_UP) StartupEvent event) {
        scheduler = Scheduler.create(database, run)
                .startTasks(
                        recurring("sweep-holds", Duration.ofSeconds(10), upkeep::sweepHolds),
                        recurring("wake-waiting-runs", Duration.ofSeconds(2), () -> offer(upkeep.wakeWaiting())))
                .schedulerName(new SchedulerName.Fixed(nodes.self().toString()))
                .threads(THREADS)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_END)
                .enableImmediateExecution()
                .build();
        scheduler.start();
        engine.onOrphans(this::offer);
    }

    private static RecurringTask<Void> recurring(String name, Duration every, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(every)).execute((_, _) -> work.run());
    }

    /// Comes before the engine's own end: nothing new is begun by then.
    void end(@Observes @Priority(BEFORE_RUNS_END) ShutdownEvent event) {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    /// Gives runs to whichever nodes take them. One that is on offer already stays so once.
    void offer(Collection<UUID> runs) {
        if (scheduler != null) {
            try {
                for (var one : runs) {
                    scheduler.scheduleIfNotExists(run.instance(one.toString()), clock.instant());
                }
            } catch (RuntimeException e) {
                // They are there: as runs that nobody has, they are offered again.
                LOG.warnf("runs could not be offered and are offered again: %s", e.getMessage());
            }
        }
    }
}
