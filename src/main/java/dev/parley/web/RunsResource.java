package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.run.RunReport;
import dev.parley.run.Runs;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The runs, and one run while it goes on and after. Live pages ask for its parts when an event says that they changed.
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RunsResource {
    private static final int PAGE = 50;
    private static final int MOST_SKIPPED = 1_000_000;

    private final Runs runs;
    private final Library library;

    RunsResource(Runs runs, Library library) {
        this.runs = runs;
        this.library = library;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance runs(RunsPage page);

        static native TemplateInstance run(RunPage page);

        static native TemplateInstance head(RunHead head);

        static native TemplateInstance messages(List<MessageView> messages);

        static native TemplateInstance totals(TotalsView totals);
    }

    @GET
    public TemplateInstance list(@QueryParam("skip") @DefaultValue("0") int skip) {
        int skipped = Math.clamp(skip, 0, MOST_SKIPPED);
        var found = runs.newest(PAGE + 1, skipped);
        var now = Instant.now();
        return Templates.runs(new RunsPage(
                found.stream().limit(PAGE).map(run -> RunLine.of(run, now)).toList(),
                skipped,
                skipped == 0 ? -1 : Math.max(0, skipped - PAGE),
                found.size() > PAGE ? skipped + PAGE : -1));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@PathParam("id") UUID id, @QueryParam("from") @DefaultValue("0") int from) {
        var report = renewed(id);
        return Templates.run(RunPage.of(report, head(report), Math.max(0, from)));
    }

    @GET
    @Path("{id}/head")
    public TemplateInstance head(@PathParam("id") UUID id) {
        return Templates.head(head(report(id)));
    }

    @GET
    @Path("{id}/totals")
    public TemplateInstance totals(@PathParam("id") UUID id) {
        return Templates.totals(TotalsView.of(renewed(id)));
    }

    /// All messages after `after`: what a page missed while it was not connected.
    @GET
    @Path("{id}/messages")
    public TemplateInstance messages(@PathParam("id") UUID id, @QueryParam("after") @DefaultValue("0") int after) {
        var report = report(id);
        return Templates.messages(report.messages().stream()
                .filter(message -> message.turn() > after)
                .limit(RunPage.MOST_MESSAGES)
                .map(message -> MessageView.of(message, report.summary()))
                .toList());
    }

    @GET
    @Path("{id}/messages/{turn}")
    public TemplateInstance message(@PathParam("id") UUID id, @PathParam("turn") int turn) {
        var report = report(id);
        var found = report.messages().stream()
                .filter(message -> message.turn() == turn)
                .map(message -> MessageView.of(message, report.summary()))
                .toList();
        if (found.isEmpty()) {
            throw new NotFoundException("There is no turn " + turn + " in this run.");
        }
        return Templates.messages(found);
    }

    private RunHead head(RunReport report) {
        return RunHead.of(report, library, RunHead.NOTHING_SAID);
    }

    private RunReport renewed(UUID id) {
        return runs.renewedReport(id).orElseThrow(RunsResource::notFound);
    }

    private RunReport report(UUID id) {
        return runs.report(id).orElseThrow(RunsResource::notFound);
    }

    private static NotFoundException notFound() {
        return new NotFoundException("There is no such run.");
    }
}
