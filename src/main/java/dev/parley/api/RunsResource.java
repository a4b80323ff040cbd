package dev.parley.api;

import dev.parley.ledger.Ledger;
import dev.parley.library.Library;
import dev.parley.run.RunReport;
import dev.parley.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs: start, look, take along.
@Path("/api/runs")
@RunOnVirtualThread
public class RunsResource {
    private static final int MOST_LISTED = 200;
    private static final int FARTHEST = 1_000_000;

    private final Library library;
    private final Runs runs;
    private final Ledger ledger;

    RunsResource(Library library, Runs runs, Ledger ledger) {
        this.library = library;
        this.runs = runs;
        this.ledger = ledger;
    }

    @POST
    public Response start(@Nullable RunBody body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        var asked = Fields.required("body", body);
        return switch (runs.startAll(asked.forRuns(library, idempotencyKey))) {
            case Runs.StartedAll.Accepted(var ids) ->
                Response.created(URI.create("/api/runs/" + ids.getFirst()))
                        .entity(new StartedAnswer(ids.getFirst(), ids, asked.notes()))
                        .build();
            case Runs.StartedAll.Refused(var field, var reason) -> throw Problems.refused(field, reason);
        };
    }

    @GET
    public RunList list(
            @QueryParam("limit") @DefaultValue("50") String limitText,
            @QueryParam("skip") @DefaultValue("0") String skipText) {
        int limit = Fields.between("limit", limitText, 1, MOST_LISTED);
        int skip = Fields.between("skip", skipText, 0, FARTHEST);
        var found = runs.newest(limit + 1, skip);
        var items = found.stream().limit(limit).map(RunLine::of).toList();
        return new RunList(items, found.size() > limit ? "/api/runs?limit=" + limit + "&skip=" + (skip + limit) : null);
    }

    @GET
    @Path("{id}")
    public RunAnswer run(@PathParam("id") String id) {
        return RunAnswer.of(renewed(id));
    }

    @GET
    @Path("{id}/calls")
    public Calls calls(@PathParam("id") String id) {
        var run = report(id).summary().id();
        return new Calls(ledger.calls(run).stream().map(CallAnswer::of).toList());
    }

    @GET
    @Path("{id}/transcript")
    public Response transcript(@PathParam("id") String id, @QueryParam("format") @DefaultValue("md") String format) {
        return Transcripts.response("json".equals(format) ? renewed(id) : report(id), format);
    }

    private RunReport renewed(String id) {
        return runs.renewedReport(runId(id)).orElseThrow(() -> noSuchRun(id));
    }

    private RunReport report(String id) {
        return runs.report(runId(id)).orElseThrow(() -> noSuchRun(id));
    }

    static UUID runId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw noSuchRun(text);
        }
    }

    private static jakarta.ws.rs.WebApplicationException noSuchRun(String id) {
        return Problems.notFound("no run '" + id + "'");
    }

    /// @param id of the first
    /// @param ids of all, in the order of their seeds
    /// @param notes what of the request has no effect
    public record StartedAnswer(UUID id, List<UUID> ids, List<String> notes) {}

    /// @param next where the list goes on; null at its end
    public record RunList(List<RunLine> items, @Nullable String next) {}

    public record RunLine(
            UUID id,
            String script,
            String title,
            String mode,
            String status,
            @Nullable String stopReason,
            int turns,
            int messages,
            String usd,
            boolean known,
            @Nullable String estimatedUsd,
            Instant createdAt,
            @Nullable Instant endedAt) {
        static RunLine of(RunReport.RunSummary run) {
            return new RunLine(
                    run.id(),
                    run.script(),
                    run.title(),
                    run.mode().wireName(),
                    run.status().wireName(),
                    run.stopReason(),
                    run.turns(),
                    run.messages(),
                    run.usd().plain(),
                    run.unknownCalls() == 0,
                    run.estimated() == null ? null : run.estimated().plain(),
                    run.createdAt(),
                    run.endedAt());
        }
    }

    public record Calls(List<CallAnswer> items) {}
}
