package dev.parley.ledger;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets the roll-ups follow the entries, a few seconds behind.
@ApplicationScoped
class FoldSchedule {
    private static final int FIRST = 1;

    private final Folding folding;

    FoldSchedule(Folding folding) {
        this.folding = folding;
    }

    void begin(@Observes @Priority(FIRST) StartupEvent event) {
        folding.emptyIfForeign();
    }

    @Scheduled(every = "3s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        folding.fold();
    }
}
