package dev.parley.ledger;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets the roll-ups follow the entries, a few seconds behind.
@ApplicationScoped
class FoldSchedule {
    private final Folding folding;

    FoldSchedule(Folding folding) {
        this.folding = folding;
    }

    /// Comes before the first call of this program: a copied database may need its roll-ups emptied.
    void begin(@Observes StartupEvent event) {
        folding.step();
    }

    @Scheduled(every = "3s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        folding.fold();
    }
}
