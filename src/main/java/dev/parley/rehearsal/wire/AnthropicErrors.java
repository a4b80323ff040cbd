package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Anthropic's error bodies.
final class AnthropicErrors {
    private AnthropicErrors() {}

    static Rejection invalid(String message) {
        return error(400, "invalid_request_error", message);
    }

    static Rejection unauthorized(String message) {
        return error(401, "authentication_error", message);
    }

    static Rejection notFound(String message) {
        return error(404, "not_found_error", message);
    }

    static Rejection error(int status, String type, String message) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return new Rejection(status, body.put("request_id", Ids.letters("req_01", 22)));
    }
}
