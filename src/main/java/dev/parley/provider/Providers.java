package dev.parley.provider;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.parley.conversation.RunMode;
import dev.parley.provider.CallOutcome.Answered;
import dev.parley.provider.CallOutcome.Failed;
import dev.parley.provider.CallOutcome.FailureKind;
import dev.parley.provider.CallOutcome.Lost;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// The models of all providers, through LangChain4j. One JDK client carries all calls; the models built on it are light
/// and made for each call. An interrupt that cuts a reply off is consumed: the outcome tells of it.
public final class Providers implements ModelClient {
    private final ProviderSettings settings;
    private final HttpClient client;

    public Providers(ProviderSettings settings) {
        this.settings = settings;
        // Over HTTP/2 many calls would share one connection and its limit of streams. A redirect could carry the key
        // to another host.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience().connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    public boolean isUsable(String provider, RunMode mode) {
        return settings.endpoint(provider, mode).filter(Endpoint::isUsable).isPresent();
    }

    @Override
    public CallOutcome call(ModelCall call, Consumer<String> onText) {
        var provider = call.model().id().provider();
        var endpoint = settings.endpoint(provider, call.mode()).filter(Endpoint::isUsable);
        if (endpoint.isEmpty()) {
            return new Failed(FailureKind.NO_KEY, withoutKey(provider, call.mode()), null);
        }
        return sent(call, endpoint.get(), onText);
    }

    private String withoutKey(String provider, RunMode mode) {
        return switch (mode) {
            case LIVE -> "no key for " + provider + ": set " + settings.keySetting(provider);
            case REHEARSAL -> "there is no stand-in to rehearse with";
        };
    }

    private CallOutcome sent(ModelCall call, Endpoint endpoint, Consumer<String> onText) {
        long startedNanos = System.nanoTime();
        var words = new Words(Stream.concat(settings.keys(), endpoint.secrets()));
        var dialect = Dialect.of(call.model().id().provider());
        var exchange = new Exchange(dialect, onText);
        try {
            var wire = new Wire(client, call, dialect, exchange, settings.patience());
            var request = ChatRequest.builder()
                    .messages(TwoRoles.of(call.prompt()).messages())
                    .build();
            dialect.model(call, endpoint, wire).chat(request, exchange);
        } catch (RuntimeException e) {
            if (!exchange.isSent()) {
                return new Failed(FailureKind.BAD_REQUEST, words.scrubbed("not sent: " + e.getMessage()), null);
            }
            exchange.reply().trouble("the reply could not be read");
        }
        return outcome(call, exchange, words, Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    private CallOutcome outcome(ModelCall call, Exchange exchange, Words words, Duration latency) {
        var refusal = exchange.refusal();
        if (refusal != null) {
            var failed = refusal.failure(call.model().id().provider(), words, Instant.now());
            return refusal.mayHaveBeenBilled() ? new Lost(failed.message(), "", true) : failed;
        }
        var unanswered = exchange.unanswered();
        if (unanswered != null && neverArrived(unanswered)) {
            return new Failed(FailureKind.UNREACHABLE, call.model().id().provider() + " cannot be reached", null);
        }
        var reply = exchange.reply();
        var dialect = Dialect.of(call.model().id().provider());
        if (reply.trouble() == null && dialect.isWhole(reply)) {
            return new Answered(
                    reply.text(),
                    reply.finish(),
                    dialect.usage(reply, call.cachePlan()),
                    reply.model(),
                    reply.id(),
                    latency);
        }
        return lost(exchange, words);
    }

    private Lost lost(Exchange exchange, Words words) {
        var reply = exchange.reply();
        if (Thread.interrupted()) {
            return new Lost("the call was cut off", reply.text(), false);
        }
        if (exchange.isTimedOut()) {
            return new Lost("the reply did not come in time", reply.text(), true);
        }
        var trouble = reply.trouble();
        if (trouble != null) {
            return new Lost(words.scrubbed(trouble), reply.text(), true);
        }
        return new Lost("the connection ended before the reply did", reply.text(), true);
    }

    /// Whether the connection never stood, so that nothing can have been billed.
    private static boolean neverArrived(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
