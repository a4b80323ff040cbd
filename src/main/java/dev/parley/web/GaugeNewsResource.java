package dev.parley.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionException;

/// Says when it is time to look at the gauge. What it shows is not told here.
@Path("/gauge/news")
@RunOnVirtualThread
public class GaugeNewsResource {
    private static final long HEARTBEAT_MS = 10_000;
    /// However much happens, nobody is told more often.
    private static final long SHORTEST_GAP_MS = 500;

    private final GaugeNews news;

    GaugeNewsResource(GaugeNews news) {
        this.news = news;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void follow(@Context Sse sse, @Context SseEventSink sink) throws InterruptedException {
        try (sink) {
            long seen = news.told();
            send(sink, heartbeat(sse));
            while (!sink.isClosed()) {
                long told = news.awaitOther(seen, HEARTBEAT_MS);
                if (told == seen) {
                    send(sink, heartbeat(sse));
                } else {
                    send(sink, sse.newEventBuilder().name("told").data("{}").build());
                    Thread.sleep(SHORTEST_GAP_MS);
                }
                seen = told;
            }
        } catch (CompletionException | IllegalStateException e) {
            // The follower is gone; there is nobody to tell.
        }
    }

    private static void send(SseEventSink sink, OutboundSseEvent event) {
        sink.send(event).toCompletableFuture().join();
    }

    private static OutboundSseEvent heartbeat(Sse sse) {
        return sse.newEventBuilder().comment("still here").build();
    }
}
