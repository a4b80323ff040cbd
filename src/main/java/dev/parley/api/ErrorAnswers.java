package dev.parley.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong under `/api` into a problem, never into a stack trace.
final class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    @ServerExceptionMapper(priority = 1)
    Response malformed(JsonMappingException e) {
        var field = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        var where = field.isEmpty() ? "body" : field;
        return Problems.response(400, "Bad input", where + ": " + withoutSource(e), Map.of("field", where));
    }

    @ServerExceptionMapper(priority = 1)
    Response malformed(JsonProcessingException e) {
        var at = e.getLocation();
        var where = at == null ? "body" : "body, line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Problems.response(400, "Bad input", where + ": " + withoutSource(e), Map.of("field", "body"));
    }

    private static String withoutSource(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        int classes = message.indexOf(" (class ");
        return classes < 0 ? message : message.substring(0, classes);
    }
}
