package dev.parley.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns whatever goes wrong under `/api` into a problem, never into a stack trace.
final class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException e) {
        return badBody(e);
    }

    @ServerExceptionMapper(priority = 1)
    Response answered(WebApplicationException e) {
        var response = e.getResponse();
        if (e.getCause() instanceof JsonProcessingException malformed) {
            return badBody(malformed);
        }
        if (response.hasEntity() || response.getStatus() < 400) {
            return response;
        }
        int status = response.getStatus();
        var title = response.getStatusInfo().getReasonPhrase();
        var problem = Response.fromResponse(Problems.response(status, title, words(status), Map.of()));
        response.getHeaders().forEach((name, values) -> values.forEach(value -> problem.header(name, value)));
        return problem.build();
    }

    /// What nobody foresaw. Its text may hold anything, so it goes to the log and not to the caller.
    @ServerExceptionMapper(priority = 1)
    Response unforeseen(RuntimeException e) {
        LOG.error("a request failed", e);
        return Problems.response(
                500, "Error inside Parley", "the request failed for a reason that the log tells", Map.of());
    }

    private static Response badBody(JsonProcessingException e) {
        var field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        var where = field.isEmpty() ? "body" : field;
        var at = e.getLocation();
        var line = at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return Problems.response(400, "Bad input", where + ": " + wrong(e) + line, Map.of("field", where));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String wrong(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "no such field; there are " + List.copyOf(known(unknown.getKnownPropertyIds()));
            case InvalidFormatException format ->
                "expected " + kind(format.getTargetType()) + ", found " + format.getValue();
            case MismatchedInputException mismatch -> "expected " + kind(mismatch.getTargetType());
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException inner -> inner.getOriginalMessage();
            default -> "no JSON that can be read";
        };
    }

    private static Collection<Object> known(@Nullable Collection<Object> ids) {
        return ids == null ? List.of() : ids;
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type == String.class ? "text" : "an object";
    }

    private static String words(int status) {
        return switch (status) {
            case 404 -> "nothing is at this address";
            case 405 -> "this address does not take this method";
            case 406 -> "this address does not answer in that form";
            case 413 -> "the body is too large";
            case 415 -> "the body must be application/json";
            default -> "the request cannot be answered";
        };
    }
}
