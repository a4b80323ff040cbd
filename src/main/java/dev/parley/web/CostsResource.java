package dev.parley.web;

import dev.parley.ledger.Grouping;
import dev.parley.web.CostsPage.Tile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Where the money went.
@Path("/costs")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class CostsResource {
    private static final int MOST_ROWS = 500;

    private final CostSums costs;

    CostsResource(CostSums costs) {
        this.costs = costs;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance costs(CostsPage page);
    }

    @GET
    public TemplateInstance show(@Context UriInfo address) {
        var view = CostView.of(address.getQueryParameters());
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var table = costs.table(view.filter(now), view.groupings(), MOST_ROWS);
        return Templates.costs(CostsPage.of(view, table, tiles(view, now), now));
    }

    /// Narrowed as the table is, but for its days.
    private List<Tile> tiles(CostView view, Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return List.of(
                tile("last hour", view, now.minus(Duration.ofHours(1))),
                tile("today, UTC", view, today.atStartOfDay(ZoneOffset.UTC).toInstant()),
                tile(
                        "this month",
                        view,
                        today.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private Tile tile(String label, CostView view, Instant from) {
        return Tile.of(
                label,
                costs.table(view.calls().between(from, null), List.<Grouping>of(), 1)
                        .total());
    }
}
