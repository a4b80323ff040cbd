package dev.parley.ledger;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import javax.sql.DataSource;

/// Looks for alerts that are to be carried out, and for spending that is not usual.
@ApplicationScoped
class AlertSchedule {
    private final AlertOutbox outbox;
    private final Anomalies anomalies;

    AlertSchedule(DataSource database, Clock clock, AlertSinks sinks, Anomalies anomalies) {
        this.outbox = new AlertOutbox(database, clock, sinks);
        this.anomalies = anomalies;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void carry() {
        outbox.carry();
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        anomalies.look();
    }
}
