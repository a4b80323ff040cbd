package dev.parley.library.pricetable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks an address over the network, with an end to waiting and to the body.
final class HttpsOpener implements TableFetch.Opener {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final long mostBytes;

    HttpsOpener(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public TableFetch.Answer open(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .build();
        try (var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var coming = client.sendAsync(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostBytes));
            try {
                var response = coming.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
                return new TableFetch.Answer(
                        response.statusCode(), response.headers().firstValue("Location"), response.body());
            } catch (TimeoutException _) {
                throw new HttpTimeoutException("no whole answer within " + WHOLE.toSeconds() + " s");
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
            } finally {
                coming.cancel(true);
                client.shutdownNow();
            }
        }
    }
}
