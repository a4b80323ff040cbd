package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Grouping;
import dev.parley.money.Usd;
import dev.parley.web.CostsPage.Choice;
import dev.parley.web.CostsPage.Tile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// A stretch of time that ends now.
    private enum Period {
        DAY("24 hours", 1),
        WEEK("7 days", 7),
        MONTH("30 days", 30),
        ALL("ever", 0);

        private final String label;
        private final int days;

        Period(String label, int days) {
            this.label = label;
            this.days = days;
        }

        @Nullable
        Instant from(Instant now) {
            return days == 0 ? null : now.minus(Duration.ofDays(days));
        }
    }

    /// What the address asks for; whatever it does not name is as usual.
    private record Wanted(RunMode mode, Period period, Grouping grouping) {
        String address() {
            return "/costs?mode=" + mode.wireName() + "&days=" + period.days + "&by=" + grouping.wireName();
        }
    }

    @GET
    public TemplateInstance show(
            @QueryParam("mode") @DefaultValue("live") String mode,
            @QueryParam("days") @DefaultValue("7") String days,
            @QueryParam("by") @DefaultValue("model") String by) {
        var wanted = new Wanted(
                mode.equals(RunMode.REHEARSAL.wireName()) ? RunMode.REHEARSAL : RunMode.LIVE,
                Arrays.stream(Period.values())
                        .filter(period -> Integer.toString(period.days).equals(days))
                        .findFirst()
                        .orElse(Period.WEEK),
                Grouping.ofWireName(by).orElse(Grouping.MODEL));
        return Templates.costs(page(wanted, Instant.now()));
    }

    private CostsPage page(Wanted wanted, Instant now) {
        var from = wanted.period.from(now);
        var table = costs.table(since(wanted.mode, from), List.of(wanted.grouping), MOST_ROWS);
        return new CostsPage(
                wanted.mode == RunMode.REHEARSAL,
                tiles(wanted.mode, now),
                Arrays.stream(RunMode.values())
                        .map(mode -> choice(
                                mode == RunMode.LIVE ? "real money" : "play money",
                                new Wanted(mode, wanted.period, wanted.grouping),
                                wanted))
                        .toList(),
                Arrays.stream(Period.values())
                        .map(period -> choice(period.label, new Wanted(wanted.mode, period, wanted.grouping), wanted))
                        .toList(),
                Arrays.stream(Grouping.values())
                        .map(grouping ->
                                choice(grouping.wireName(), new Wanted(wanted.mode, wanted.period, grouping), wanted))
                        .toList(),
                wanted.grouping.wireName(),
                CostsPage.rows(table.items(), wanted.grouping),
                CostsPage.row("Together", "", table.total(), Usd.ZERO),
                table.hasMore() ? "The first " + MOST_ROWS + "; the sum is of all." : "",
                "/api/costs/export?mode=" + wanted.mode.wireName() + (from == null ? "" : "&from=" + from)
                        + "&format=");
    }

    private List<Tile> tiles(RunMode mode, Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return List.of(
                tile("last hour", mode, now.minus(Duration.ofHours(1))),
                tile("today, UTC", mode, today.atStartOfDay(ZoneOffset.UTC).toInstant()),
                tile(
                        "this month",
                        mode,
                        today.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private Tile tile(String label, RunMode mode, Instant from) {
        return Tile.of(label, costs.table(since(mode, from), List.of(), 1).total());
    }

    private static CallFilter since(RunMode mode, @Nullable Instant from) {
        return CallFilter.of(mode).between(from, null);
    }

    private static Choice choice(String label, Wanted wanted, Wanted current) {
        return new Choice(label, wanted.address(), wanted.equals(current));
    }
}
