package dev.parley.api;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was spent, grouped, and the ledger's entries as files.
@Path("/api/costs")
@RunOnVirtualThread
public class CostsResource {
    private final Costs costs;

    CostsResource(Costs costs) {
        this.costs = costs;
    }

    @GET
    public CostSums sums(@BeanParam Filters filters, @QueryParam("groupBy") @DefaultValue("provider") String groupBy) {
        var grouping = Grouping.ofWireName(groupBy)
                .orElseThrow(() -> Problems.badField(
                        "groupBy",
                        "must be one of "
                                + Arrays.stream(Grouping.values())
                                        .map(Grouping::wireName)
                                        .collect(Collectors.joining(", "))
                                + ", found " + groupBy));
        var sums = costs.sums(filters.filter(), grouping);
        var total = sums.stream().reduce(GroupSum.nothing(), GroupSum::plus);
        return new CostSums(
                sums.stream().map(SumAnswer::of).toList(),
                SumAnswer.of(total),
                filters.mode().wireName());
    }

    @GET
    @Path("export")
    public Response export(@BeanParam Filters filters, @QueryParam("format") @DefaultValue("csv") String format) {
        var form = CostExport.Form.of(format)
                .orElseThrow(() -> Problems.badField("format", "must be csv, json or jsonl, found " + format));
        var filter = filters.filter();
        StreamingOutput body = out -> CostExport.write(costs, filter, form, out);
        return Response.ok(body, form.mediaType())
                .header("Content-Disposition", "attachment; filename=\"costs." + format + "\"")
                .build();
    }

    /// @param mode whose money this is: real or play
    public record CostSums(List<SumAnswer> items, SumAnswer total, String mode) {}

    /// @param key null for calls that have no such thing, and for the total
    public record SumAnswer(
            @Nullable String key,
            String usd,
            boolean known,
            long calls,
            long unknownCalls,
            @Nullable String unknownUpToUsd,
            Map<String, Long> usage) {
        static SumAnswer of(GroupSum sum) {
            return new SumAnswer(
                    sum.key(),
                    sum.usd().plain(),
                    sum.unknownCalls() == 0,
                    sum.calls(),
                    sum.unknownCalls(),
                    sum.unknownUpTo() == null ? null : sum.unknownUpTo().plain(),
                    UsageAnswer.of(sum.usage()));
        }
    }

    /// Which calls are meant, from the address.
    public static class Filters {
        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("to")
        @Nullable
        String to;

        @QueryParam("mode")
        @DefaultValue("live")
        String mode = "live";

        @QueryParam("run")
        @Nullable
        String run;

        @QueryParam("provider")
        @Nullable
        String provider;

        @QueryParam("model")
        @Nullable
        String model;

        @QueryParam("project")
        @Nullable
        String project;

        RunMode mode() {
            return Arrays.stream(RunMode.values())
                    .filter(one -> one.wireName().equals(mode))
                    .findFirst()
                    .orElseThrow(() -> Problems.badField("mode", "must be live or rehearsal, found " + mode));
        }

        CallFilter filter() {
            return new CallFilter(
                    mode(),
                    from == null ? null : Fields.instant("from", from),
                    to == null ? null : Fields.instant("to", to),
                    run == null ? null : RunsResource.runId(run),
                    Fields.name("provider", provider),
                    Fields.name("model", model),
                    Fields.name("project", project));
        }
    }
}
