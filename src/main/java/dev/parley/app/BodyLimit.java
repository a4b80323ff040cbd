package dev.parley.app;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.regex.Pattern;

/// Bodies may have 1 MiB, and only where price tables are read as much as Quarkus is set to take. Quarkus has one limit
/// for all addresses; here it is lowered for the others, for bodies that say their length and for those that do not.
@ApplicationScoped
class BodyLimit {
    static final long USUAL_BYTES = 1024 * 1024;

    private static final Set<String> TABLES = Set.of("/api/prices/imports", "/models/import");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    void add(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(context -> {
            if (TABLES.contains(context.normalizedPath())) {
                context.next();
                return;
            }
            var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length != null && LENGTH.matcher(length).matches() && Long.parseLong(length) > USUAL_BYTES) {
                refuse(context);
            } else {
                context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, USUAL_BYTES);
                context.next();
            }
        });
    }

    /// The connection ends with it: the body is not read.
    private static void refuse(RoutingContext context) {
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"status\":413,\"title\":\"Too large\",\"detail\":\"the body is larger than "
                        + USUAL_BYTES / 1024 + " KB\"}")
                .onComplete(_ -> context.request().connection().close());
    }
}
