package dev.parley.api;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.RollUpCheck;
import dev.parley.ledger.export.CallExport;
import dev.parley.ledger.export.CostsAnswer;
import dev.parley.ledger.export.ExportForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// What was spent, grouped, and the ledger's entries as files.
@Path("/api/costs")
@RunOnVirtualThread
public class CostsResource {
    private static final int FARTHEST = 1_000_000;

    private final Costs costs;
    private final RollUpCheck check;
    private final CallExport entries;
    private final Semaphore checking = new Semaphore(1);

    CostsResource(Costs costs, RollUpCheck check, DataSource database) {
        this.costs = costs;
        this.check = check;
        this.entries = new CallExport(database);
    }

    /// @param groupBy up to three, as in `day,model`
    @GET
    public CostsAnswer sums(
            @BeanParam CostFilters filters,
            @QueryParam("groupBy") @DefaultValue("provider") String groupBy,
            @QueryParam("limit") @DefaultValue("10000") String limitText,
            @QueryParam("skip") @DefaultValue("0") String skipText,
            @Context UriInfo address) {
        var groupings = groupings(groupBy);
        int limit = Fields.between("limit", limitText, 1, Costs.MOST_GROUPS);
        int skip = Fields.between("skip", skipText, 0, FARTHEST);
        var table = costs.table(filters.filter(), groupings, limit, skip);
        var next = address.getRequestUriBuilder()
                .replaceQueryParam("limit", limit)
                .replaceQueryParam("skip", skip + limit)
                .build();
        return CostsAnswer.of(table, groupings, filters.mode(), next.getRawPath() + "?" + next.getRawQuery());
    }

    @GET
    @Path("export")
    public Response export(@BeanParam CostFilters filters, @QueryParam("format") @DefaultValue("csv") String format) {
        var form = ExportForm.ofWireName(format)
                .orElseThrow(() -> Problems.badField("format", "must be csv, json or jsonl, found " + format));
        CallFilter filter = filters.filter();
        StreamingOutput body = out -> entries.write(filter, form, out);
        return Response.ok(body, form.mediaType())
                .header("Content-Disposition", "attachment; filename=\"costs." + format + "\"")
                .build();
    }

    /// Whether the sums that are kept are what their entries add up to. Reads the whole ledger, so one at a time.
    @GET
    @Path("check")
    public Checked check() {
        if (!checking.tryAcquire()) {
            throw Problems.conflict("another check is under way", Map.of());
        }
        try {
            var differences = check.differences();
            return new Checked(
                    differences.isEmpty(),
                    differences.stream().map(CostsAnswer.Differing::of).toList());
        } finally {
            checking.release();
        }
    }

    /// @param differences the first [RollUpCheck#MOST_DIFFERENCES] rows
    public record Checked(boolean agrees, List<CostsAnswer.Differing> differences) {}

    private static List<Grouping> groupings(String groupBy) {
        var groupings = new ArrayList<Grouping>();
        for (var name : groupBy.split(",", -1)) {
            var grouping = Grouping.ofWireName(name).orElseThrow(() -> wrong(groupBy));
            if (groupings.contains(grouping) || groupings.size() == Grouping.MOST_AT_ONCE) {
                throw wrong(groupBy);
            }
            groupings.add(grouping);
        }
        return groupings;
    }

    private static jakarta.ws.rs.WebApplicationException wrong(String groupBy) {
        var names = Arrays.stream(Grouping.values()).map(Grouping::wireName).collect(Collectors.joining(", "));
        return Problems.badField(
                "groupBy",
                "must be up to " + Grouping.MOST_AT_ONCE + " different ones of " + names + ", found " + groupBy);
    }
}
