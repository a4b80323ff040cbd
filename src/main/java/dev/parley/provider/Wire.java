package dev.parley.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.parley.conversation.RunMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Carries one call's request between LangChain4j and the shared JDK client. It blocks on the caller's thread until the
/// stream has ended, so that an interrupt or the deadline can cut the socket; it adds our headers and what LangChain4j
/// cannot say, and lets the exchange hear the raw reply.
final class Wire implements HttpClient, HttpClientBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ERROR_BYTES = 64 * 1024;
    private static final long LONGEST_REPLY_BYTES = 32L * 1024 * 1024;

    private final java.net.http.HttpClient client;
    private final ModelCall call;
    private final Dialect dialect;
    private final Exchange exchange;
    private final Patience patience;
    private final long startedNanos = System.nanoTime();

    Wire(java.net.http.HttpClient client, ModelCall call, Dialect dialect, Exchange exchange, Patience patience) {
        this.client = client;
        this.call = call;
        this.dialect = dialect;
        this.exchange = exchange;
        this.patience = patience;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var complete = toJdk(request);
        exchange.sent();
        var sent = client.sendAsync(complete, BodyHandlers.ofInputStream());
        try {
            long waitNanos = Math.min(patience.firstByte().toNanos(), leftNanos());
            hear(sent.get(waitNanos, TimeUnit.NANOSECONDS), parser, listener);
        } catch (TimeoutException e) {
            drop(sent);
            exchange.timedOut();
        } catch (InterruptedException e) {
            drop(sent);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            exchange.unanswered(e);
        }
    }

    private void hear(
            HttpResponse<InputStream> response, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (var body = new BoundedStream(
                response.body(),
                LONGEST_REPLY_BYTES,
                Duration.ofNanos(leftNanos()),
                patience.silence(),
                exchange::timedOut)) {
            if (response.statusCode() / 100 == 2) {
                parser.parse(body, exchange.tap(listener));
            } else {
                exchange.refused(new ErrorReply(response.statusCode(), response.headers(), start(body)));
            }
        }
    }

    /// As much of an error's text as arrives; its status alone says enough.
    private static String start(InputStream body) {
        try {
            return new String(body.readNBytes(LONGEST_ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void drop(CompletableFuture<HttpResponse<InputStream>> sent) {
        if (!sent.cancel(true) && sent.state() == Future.State.SUCCESS) {
            BoundedStream.abandon(sent.resultNow().body());
        }
    }

    private long leftNanos() {
        return Math.max(1, patience.whole().toNanos() - (System.nanoTime() - startedNanos));
    }

    private java.net.http.HttpRequest toJdk(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.setHeader("X-Client-Request-Id", call.id().toString());
        if (call.mode() == RunMode.REHEARSAL) {
            builder.setHeader("X-Rehearsal-Seed", Long.toString(call.runSeed()));
        }
        return builder.method(request.method().name(), BodyPublishers.ofString(completed(request.body())))
                .build();
    }

    private String completed(String body) {
        try {
            var json = (ObjectNode) JSON.readTree(body);
            dialect.complete(json, call);
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the client wrote a request that is no JSON", e);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("every call streams");
    }

    @Override
    public HttpClient build() {
        return this;
    }

    @Override
    public Duration connectTimeout() {
        return patience.connect();
    }

    /// The shared client has its own.
    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return patience.firstByte();
    }

    /// Time is kept in here.
    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }
}
