package dev.parley.api;

import dev.parley.run.RunEvent;
import dev.parley.run.RunEvents;
import dev.parley.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The events of a run as they happen.
@Path("/api/runs/{id}/events")
public class RunEventsResource {
    private static final long HEARTBEAT_MS = 10_000;

    private final Runs runs;
    private final RunEvents events;

    RunEventsResource(Runs runs, RunEvents events) {
        this.runs = runs;
        this.events = events;
    }

    /// Sends what happened after `Last-Event-ID`, then what happens, until the follower goes.
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RunOnVirtualThread
    public void follow(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @DefaultValue("0") String after,
            @Context Sse sse,
            @Context SseEventSink sink)
            throws InterruptedException {
        var run = RunsResource.runId(id);
        if (runs.report(run).isEmpty()) {
            throw Problems.notFound("no run '" + id + "'");
        }
        long from = lastEventId == null ? number("after", after) : number("Last-Event-ID", lastEventId);
        try (sink;
                var subscription = events.follow(run, from)) {
            while (!sink.isClosed()) {
                var event = subscription.next(HEARTBEAT_MS);
                sink.send(event == null ? heartbeat(sse) : toSse(sse, event))
                        .toCompletableFuture()
                        .join();
            }
        } catch (CompletionException | IllegalStateException e) {
            // The follower is gone; there is nobody to tell.
        }
    }

    private static OutboundSseEvent heartbeat(Sse sse) {
        return sse.newEventBuilder().comment("still here").build();
    }

    private static OutboundSseEvent toSse(Sse sse, RunEvent event) {
        var builder = sse.newEventBuilder().name(event.type()).data(String.class, event.data());
        var id = event.id();
        return (id == null ? builder : builder.id(id.toString())).build();
    }

    private static long number(String field, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw Problems.badField(field, "expected the id of an event, found " + text);
        }
    }
}
