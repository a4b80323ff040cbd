package dev.parley.web;

import dev.parley.conversation.RunMode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// The part of every page's top that pages ask for every few seconds while somebody looks at them. However many ask,
/// the ledger is read once in two seconds, unless something is told meanwhile, and a database that does not answer
/// holds up one of them.
@Path("/gauge")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@Singleton
public class GaugeResource {
    private static final Logger LOG = Logger.getLogger(GaugeResource.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final BudgetDesk desk;
    private final ReentrantLock reading = new ReentrantLock();
    private final GaugeNews news;
    private volatile Known known = new Known(GaugeView.UNKNOWN, Instant.MIN, 0);

    /// @param told how often something had been told before it was read
    private record Known(GaugeView view, Instant until, long told) {}

    GaugeResource(BudgetDesk desk, GaugeNews news) {
        this.desk = desk;
        this.news = news;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance gauge(GaugeView view);
    }

    @GET
    public TemplateInstance gauge() {
        var now = Instant.now();
        long told = news.told();
        if ((now.isAfter(known.until) || told != known.told) && reading.tryLock()) {
            try {
                known = new Known(read(now), Instant.now().plus(FRESH), told);
            } finally {
                reading.unlock();
            }
        }
        return Templates.gauge(known.view);
    }

    private GaugeView read(Instant now) {
        try {
            return GaugeView.of(desk.standing(RunMode.LIVE), desk.unacknowledged(), now);
        } catch (RuntimeException away) {
            LOG.debug("budgets cannot be read", away);
            return GaugeView.UNKNOWN;
        }
    }
}
