package dev.parley.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Where alerts are sent to. The address comes from the environment alone; redirects are not followed.
public final class Webhook {
    public static final String ADDRESS = "PARLEY_ALERT_WEBHOOK";
    public static final String SECRET = "PARLEY_ALERT_SECRET";
    static final String SIGNATURE = "Parley-Signature";
    static final int MOST_BYTES = 8 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String ALGORITHM = "HmacSHA256";

    private final URI address;
    private final SecretKeySpec secret;
    private final HttpClient client;

    Webhook(URI address, String secret) {
        this.address = address;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST)
                .build();
    }

    /// Empty where none is set.
    ///
    /// @throws IllegalArgumentException when a setting cannot be used, naming it
    public static Optional<Webhook> from(Function<String, @Nullable String> env) {
        var address = env.apply(ADDRESS);
        if (address == null || address.isBlank()) {
            return Optional.empty();
        }
        var secret = env.apply(SECRET);
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException(SECRET + " must be set beside " + ADDRESS + ", to sign what is sent");
        }
        return Optional.of(new Webhook(checked(address.strip()), secret.strip()));
    }

    /// Addresses may hold a token: none is repeated in words.
    private static URI checked(String text) {
        try {
            var address = URI.create(text);
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (isHttp && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in words.
        }
        throw new IllegalArgumentException(
                ADDRESS + " must be an http or https address without a user's name, as in https://example.org/alerts");
    }

    /// Breaks off what is being sent. Nothing can be sent from then on.
    void close() {
        client.shutdownNow();
    }

    /// @return null when it was taken, else why not
    @Nullable
    String send(String body, Instant now) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            return "more than " + MOST_BYTES + " bytes";
        }
        var request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header(SIGNATURE, signature(body, now))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            // What it answers is not read.
            response.body().close();
            int status = response.statusCode();
            return status >= 200 && status < 300 ? null : "status " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /// The time is signed too, so that what was sent once cannot be sent again much later.
    String signature(String body, Instant now) {
        long seconds = now.getEpochSecond();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            var signed = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM, e);
        }
    }
}
