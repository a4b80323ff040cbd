package dev.parley.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Errors as RFC 9457 problem JSON.
final class Problems {
    static final MediaType TYPE = new MediaType("application", "problem+json");

    private static final int UNPROCESSABLE = 422;

    private Problems() {}

    /// Bad input; `field` says where.
    static WebApplicationException badField(String field, String what) {
        return problem(400, "Bad input", field + ": " + what, Map.of("field", field));
    }

    /// Input that is well formed and cannot be done.
    static WebApplicationException refused(String field, String why) {
        return problem(UNPROCESSABLE, "Refused", field + ": " + why, Map.of("field", field));
    }

    static WebApplicationException badFields(String title, String detail, List<?> errors) {
        return problem(400, title, detail, Map.of("errors", errors));
    }

    static WebApplicationException notFound(String what) {
        return problem(404, "Not found", what, Map.of());
    }

    static WebApplicationException conflict(String detail, Map<String, ?> more) {
        return problem(409, "Conflict", detail, more);
    }

    static Response response(int status, String title, @Nullable String detail, Map<String, ?> more) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("status", status);
        body.put("title", title);
        if (detail != null) {
            body.put("detail", detail);
        }
        body.putAll(more);
        return Response.status(status).type(TYPE).entity(body).build();
    }

    private static WebApplicationException problem(int status, String title, String detail, Map<String, ?> more) {
        return new WebApplicationException(detail, response(status, title, detail, more));
    }
}
