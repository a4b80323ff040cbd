package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A request answered with the vendor's error: its status, headers and body. Thrown by the adapters, sent by the
/// server.
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode body;
    private final transient Map<String, String> headers;

    Rejection(int status, JsonNode body) {
        this(status, body, Map.of());
    }

    private Rejection(int status, JsonNode body, Map<String, String> headers) {
        super(status + " " + body, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    Rejection with(String header, String value) {
        return new Rejection(status, body, Map.of(header, value));
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
