package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.ChatFlavour.ChatErrors;
import org.jspecify.annotations.Nullable;

/// OpenAI's error bodies, which most of those who copied its API copied too.
final class OpenAiErrors implements ChatErrors {
    private static final String INVALID = "invalid_request_error";

    static Rejection error(int status, String message, String type, @Nullable String param, @Nullable String code) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return new Rejection(status, body);
    }

    @Override
    public Rejection noKey() {
        return error(
                401,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using"
                        + " Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                INVALID,
                null,
                null);
    }

    @Override
    public Rejection badKey(String key) {
        return error(401, "Incorrect API key provided: " + key + ".", INVALID, null, "invalid_api_key");
    }

    @Override
    public Rejection unknownModel(String model) {
        return error(
                404,
                "The model `" + model + "` does not exist or you do not have access to it.",
                INVALID,
                null,
                "model_not_found");
    }

    @Override
    public Rejection malformed() {
        return error(
                400,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your"
                        + " HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not"
                        + " valid JSON.)",
                INVALID,
                null,
                null);
    }

    @Override
    public Rejection tooLarge() {
        return error(413, "The request body is too large.", INVALID, null, null);
    }

    @Override
    public Rejection missing(String field) {
        return error(400, "Missing required parameter: '" + field + "'.", INVALID, field, "missing_required_parameter");
    }

    @Override
    public Rejection invalid(String message, String field, String code) {
        return error(400, message, INVALID, field, code);
    }

    @Override
    public Rejection failed(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED ->
                error(429, "Rate limit reached for requests.", "requests", null, "rate_limit_exceeded");
            case OVERLOADED ->
                error(
                        503,
                        "The engine is currently overloaded, please try again later.",
                        "service_unavailable_error",
                        null,
                        null);
            default ->
                error(
                        500,
                        "The server had an error while processing your request. Sorry about that!",
                        "server_error",
                        null,
                        null);
        };
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return error(
                400,
                ("This model's maximum context length is %d tokens. However, your messages resulted in %d tokens."
                                + " Please reduce the length of the messages.")
                        .formatted(windowTokens, tokens),
                INVALID,
                "messages",
                "context_length_exceeded");
    }
}
