package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its answer.
public final class Call {
    private static final int LARGEST_BODY_BYTES = 16 << 20;
    private static final int LONGEST_ID_CHARS = 200;
    /// Promised and never reached by a reply that is to be cut off, so that its reader sees the connection break.
    private static final long UNREACHED_BYTES = 1L << 30;

    private final HttpExchange exchange;
    private final Instant at = Instant.now();

    public Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    public Instant at() {
        return at;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /// The header's value without blanks around it, empty when absent.
    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.strip();
    }

    String bearer() {
        String value = header("Authorization");
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? value.substring(7).strip()
                : "";
    }

    String query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", 64)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Nullable
    String clientRequestId() {
        String id = header("X-Client-Request-Id");
        return id.isEmpty() ? null : id.substring(0, Math.min(id.length(), LONGEST_ID_CHARS));
    }

    /// The body, unless it is too large. What is no UTF-8 reads as empty, which no adapter takes for JSON.
    public Optional<Body> body() throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (bytes.length > LARGEST_BODY_BYTES) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(new Body(text, bytes.length));
        } catch (CharacterCodingException _) {
            return Optional.of(new Body("", bytes.length));
        }
    }

    public record Body(String text, int bytes) {}

    public void json(int status, JsonNode body) throws IOException {
        bytes(status, "application/json", Json.bytes(body));
    }

    void bytes(int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    public void headers(Map<String, String> headers) {
        headers.forEach(exchange.getResponseHeaders()::set);
    }

    OutputStream stream(String type, boolean toBeCut) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, toBeCut ? UNREACHED_BYTES : 0);
        return new BufferedOutputStream(exchange.getResponseBody(), 8192);
    }

    /// Sends the bytes as if more were to come, and breaks the connection.
    void cut(String type, byte[] bytes) throws IOException {
        OutputStream out = stream(type, true);
        out.write(bytes);
        out.flush();
        end();
    }

    /// Ends the exchange: cleanly when all that was promised is sent, else by breaking the connection.
    public void end() {
        exchange.close();
    }
}
