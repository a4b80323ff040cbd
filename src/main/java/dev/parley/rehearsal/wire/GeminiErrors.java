package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Google's error bodies.
final class GeminiErrors {
    private GeminiErrors() {}

    static Rejection invalid(String message) {
        return error(400, "INVALID_ARGUMENT", message);
    }

    static Rejection noKey() {
        return error(
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key"
                        + " or other form of API consumer identity to call this API.");
    }

    static Rejection badKey() {
        ObjectNode body = body(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
        ObjectNode info = body.withObject("/error").putArray("details").addObject();
        info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com")
                .putObject("metadata")
                .put("service", "generativelanguage.googleapis.com");
        return new Rejection(400, body);
    }

    static Rejection unknownModel(String model, String method) {
        return error(
                404,
                "NOT_FOUND",
                "models/%s is not found for API version v1beta, or is not supported for %s. Call ListModels to see the list of available models and their supported methods."
                        .formatted(model, method));
    }

    static Rejection error(int code, String status, String message) {
        return new Rejection(code, body(code, status, message));
    }

    private static ObjectNode body(int code, String status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("status", status);
        return body;
    }
}
