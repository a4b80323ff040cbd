package dev.parley.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.provider.CallOutcome.Failed;
import dev.parley.provider.CallOutcome.FailureKind;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an answer with an error status, which no provider bills that gives it itself.
///
/// @param body as it came, maybe no JSON at all
record ErrorReply(int status, HttpHeaders headers, String body) {
    private static final Set<Integer> GATEWAY_GAVE_UP = Set.of(408, 502, 504, 524);

    /// Whether somebody between us and the provider gave up waiting: the provider may have answered, and billed.
    boolean mayHaveBeenBilled() {
        return GATEWAY_GAVE_UP.contains(status);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param words makes the provider's message fit for people
    Failed failure(String provider, Words words, Instant now) {
        var json = parsed();
        var kind = kind(json);
        var told = kind == FailureKind.BAD_KEY && status != 402 && status != 429 ? "" : words.scrubbed(message(json));
        return new Failed(kind, opening(provider, kind) + (told.isEmpty() ? "" : ": " + told), retryAfter(json, now));
    }

    private FailureKind kind(JsonNode json) {
        return switch (status) {
            case 401, 402, 403 -> FailureKind.BAD_KEY;
            case 404 -> FailureKind.UNKNOWN_MODEL;
            case 408 -> FailureKind.SERVER_ERROR;
            case 429 -> isOutOfQuota(json) ? FailureKind.BAD_KEY : FailureKind.RATE_LIMIT;
            case 503, 529 -> FailureKind.OVERLOADED;
            default -> {
                if (status >= 500) {
                    yield FailureKind.SERVER_ERROR;
                }
                yield isBadGeminiKey(json) ? FailureKind.BAD_KEY : FailureKind.BAD_REQUEST;
            }
        };
    }

    private String opening(String provider, FailureKind kind) {
        return switch (kind) {
            case RATE_LIMIT -> provider + " asks to slow down";
            case OVERLOADED -> provider + " is overloaded";
            case SERVER_ERROR -> provider + " failed with status " + status;
            case BAD_KEY ->
                status == 402 || status == 429
                        ? provider + " refuses to bill this account"
                        : provider + " refuses the key";
            case UNKNOWN_MODEL -> provider + " does not know this model";
            case BAD_REQUEST, UNREACHABLE, NO_KEY -> provider + " rejects the request with status " + status;
        };
    }

    private @Nullable Duration retryAfter(JsonNode json, Instant now) {
        return RetryAfter.read(headers, json, now).orElse(null);
    }

    /// An empty account: waiting does not help.
    private static boolean isOutOfQuota(JsonNode json) {
        return json.path("error").path("code").asText().equals("insufficient_quota");
    }

    private static boolean isBadGeminiKey(JsonNode json) {
        for (var detail : json.path("error").path("details")) {
            if (detail.path("reason").asText().equals("API_KEY_INVALID")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode parsed() {
        try {
            var json = JSON.readTree(body);
            // Gemini wraps an error in an array now and then.
            return json.isArray() ? json.path(0) : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /// The message of any provider's error body; empty when there is none.
    static String message(JsonNode json) {
        var error = json.path("error");
        for (var candidate : new JsonNode[] {error.path("message"), error, json.path("message"), json.path("detail")}) {
            if (candidate.isTextual()) {
                return candidate.textValue();
            }
        }
        return "";
    }
}
