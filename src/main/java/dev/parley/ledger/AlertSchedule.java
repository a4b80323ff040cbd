package dev.parley.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import javax.sql.DataSource;

/// Looks for alerts that are to be carried out, for spending that is not usual, and for what was allowed only for a
/// while.
@ApplicationScoped
class AlertSchedule {
    private final AlertOutbox outbox;
    private final Anomalies anomalies;
    private final Overrides overrides;

    AlertSchedule(DataSource database, Clock clock, AlertSinks sinks, Anomalies anomalies, Overrides overrides) {
        this.outbox = new AlertOutbox(database, clock, sinks);
        this.anomalies = anomalies;
        this.overrides = overrides;
    }

    /// Before the runs are waited for, so that whatever is on its way has given up by then.
    void end(@Observes @Priority(1) ShutdownEvent event) {
        outbox.end();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void carry() {
        outbox.carry();
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        overrides.tellOfEnded();
        anomalies.look();
    }
}
