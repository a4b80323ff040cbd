package dev.parley.provider;

import dev.parley.conversation.RunMode;
import dev.parley.provider.KeyState.State;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Says per provider whether a key is there and works, by a call that costs nothing. It never asks a stand-in.
public final class KeyCheck {
    private static final int LONGEST_BYTES = 64 * 1024;
    private static final int AT_ONCE = 16;

    private final ProviderSettings settings;
    private final HttpClient client;

    public KeyCheck(ProviderSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience().keyCheck())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// Checks side by side; the answers stand in the order of `providers`.
    public List<KeyState> checkAll(Collection<String> providers) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var checks = providers.stream()
                    .map(provider -> threads.submit(() -> {
                        places.acquire();
                        try {
                            return check(provider);
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            threads.close();
            return checks.stream().map(check -> check.resultNow()).toList();
        }
    }

    public KeyState check(String provider) {
        var endpoint = settings.endpoint(provider, RunMode.LIVE);
        if (endpoint.isEmpty() || !endpoint.get().isUsable()) {
            return new KeyState(provider, State.ABSENT, "set " + settings.keySetting(provider));
        }
        return asked(provider, endpoint.get());
    }

    private KeyState asked(String provider, Endpoint endpoint) {
        var dialect = Dialect.of(provider);
        var words = new Words(Stream.concat(settings.keys(), endpoint.secrets()));
        try {
            var request = HttpRequest.newBuilder(URI.create(dialect.freePath(endpoint)));
            dialect.keyHeaders(endpoint.key()).forEach(request::header);
            return answered(provider, words, request.GET().build());
        } catch (IllegalArgumentException e) {
            return new KeyState(provider, State.UNREACHABLE, "its address or key is not well formed");
        }
    }

    private KeyState answered(String provider, Words words, HttpRequest request) {
        var sent = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return state(
                    provider, words, sent.get(settings.patience().keyCheck().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new KeyState(provider, State.UNREACHABLE, "the check was cut off");
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new KeyState(provider, State.UNREACHABLE, "no answer in time");
        } catch (ExecutionException | IOException e) {
            return new KeyState(provider, State.UNREACHABLE, "cannot be reached");
        }
    }

    private KeyState state(String provider, Words words, HttpResponse<InputStream> response) throws IOException {
        var left = settings.patience().keyCheck();
        try (var body = new BoundedStream(response.body(), LONGEST_BYTES, left, left, () -> {})) {
            if (response.statusCode() / 100 == 2) {
                return new KeyState(provider, State.WORKS, "works");
            }
            var text = new String(body.readNBytes(LONGEST_BYTES / 2), StandardCharsets.UTF_8);
            var failure = new ErrorReply(response.statusCode(), response.headers(), text)
                    .failure(provider, words, Instant.now());
            return failure.kind() == CallOutcome.FailureKind.BAD_KEY
                    ? new KeyState(provider, State.REFUSED, failure.message())
                    : new KeyState(provider, State.UNREACHABLE, "answers with status " + response.statusCode());
        }
    }
}
