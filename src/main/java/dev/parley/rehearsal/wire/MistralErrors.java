package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.ChatFlavour.ChatErrors;

/// Mistral's error bodies: `detail` for what its checks refuse, an `error` object for the rest.
final class MistralErrors implements ChatErrors {

    static Rejection error(int status, String message, String type, String code) {
        return new Rejection(
                status,
                Json.object()
                        .put("object", "error")
                        .put("message", message)
                        .put("type", type)
                        .putNull("param")
                        .put("code", code)
                        .put("raw_status_code", status));
    }

    static Rejection unprocessable(String type, String field, String message) {
        ObjectNode body = Json.object();
        ObjectNode detail = body.putArray("detail").addObject().put("type", type);
        detail.putArray("loc").add("body").add(field);
        detail.put("msg", message);
        return new Rejection(422, body);
    }

    @Override
    public Rejection noKey() {
        return new Rejection(401, Json.object().put("detail", "Unauthorized"));
    }

    @Override
    public Rejection badKey(String key) {
        return noKey();
    }

    @Override
    public Rejection unknownModel(String model) {
        return error(400, "Invalid model: " + model, "invalid_model", "1500");
    }

    @Override
    public Rejection malformed() {
        ObjectNode body = Json.object();
        ObjectNode detail = body.putArray("detail").addObject().put("type", "json_invalid");
        detail.putArray("loc").add("body").add(0);
        detail.put("msg", "JSON decode error");
        return new Rejection(400, body);
    }

    @Override
    public Rejection tooLarge() {
        return error(413, "Request too large", "request_too_large", "3051");
    }

    @Override
    public Rejection missing(String field) {
        return unprocessable("missing", field, "Field required");
    }

    @Override
    public Rejection invalid(String message, String field, String code) {
        return unprocessable(code, field, message);
    }

    @Override
    public Rejection failed(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED -> error(429, "Rate limit exceeded", "rate_limited", "1300");
            case OVERLOADED -> error(503, "Service unavailable.", "unreachable_backend", "1100");
            default -> error(500, "Internal server error", "internal_server_error", "1000");
        };
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return error(
                400,
                "Prompt contains %d tokens, too large for model with %d maximum context length"
                        .formatted(tokens, windowTokens),
                "invalid_request_prompt",
                "3051");
    }
}
