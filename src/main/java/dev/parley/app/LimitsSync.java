package dev.parley.app;

import dev.parley.ledger.BudgetBook;
import dev.parley.ledger.FileLimits;
import dev.parley.library.Library;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Carries what `limits.yaml` says into the rules of budgets: at the start, before any run goes on, and whenever the
/// file has changed since.
@ApplicationScoped
class LimitsSync {
    private static final Logger LOG = Logger.getLogger(LimitsSync.class);

    private final Library library;
    private final BudgetBook book;
    private @Nullable FileLimits carried;

    LimitsSync(Library library, BudgetBook book) {
        this.library = library;
        this.book = book;
    }

    /// What fails is tried again a little later, by the schedule.
    @Scheduled(every = "3s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void carry() {
        var limits = library.contents().limits();
        if (!limits.known()) {
            return;
        }
        var wanted = new FileLimits(limits.zone(), limits.live(), limits.rehearsal());
        if (!wanted.equals(carried)) {
            int changed = book.sync(wanted);
            carried = wanted;
            if (changed > 0) {
                LOG.infof("%d budgets follow limits.yaml", changed);
            }
        }
    }
}
