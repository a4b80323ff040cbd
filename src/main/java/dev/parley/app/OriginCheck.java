package dev.parley.app;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets no page on the web act through a researcher's browser: a foreign Host is refused always (it may be another
/// site's name that was made to point here), a foreign Origin on whatever changes something.
@ApplicationScoped
class OriginCheck {
    private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FIRST = -1_000;

    void add(@Observes Router router, @ConfigProperty(name = "quarkus.http.host") String listensOn) {
        router.route().order(FIRST).handler(context -> {
            var request = context.request();
            var host = request.authority() == null ? null : request.authority().host();
            if (!isOurs(host, listensOn)) {
                refuse(context, "Host", host);
            } else if (!CHANGES_NOTHING.contains(request.method().name()) && !isSameOrigin(request)) {
                refuse(context, "Origin", request.getHeader("Origin"));
            } else {
                context.next();
            }
        });
    }

    /// Loopback names, the address that we listen on, and any plain address where we listen on all of them.
    static boolean isOurs(@Nullable String host, String listensOn) {
        if (host == null) {
            return false;
        }
        var name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if (name.equals("localhost") || name.equals("::1") || name.startsWith("127.") && isPlainAddress(name)) {
            return true;
        }
        return name.equals(listensOn.toLowerCase(Locale.ROOT)) || (isEverywhere(listensOn) && isPlainAddress(name));
    }

    private static boolean isEverywhere(String listensOn) {
        return listensOn.equals("0.0.0.0") || listensOn.equals("::");
    }

    private static boolean isPlainAddress(String name) {
        try {
            return InetAddress.ofLiteral(name) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSameOrigin(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            var from = URI.create(origin).getRawAuthority();
            var to = request.authority();
            return from != null && to != null && from.equalsIgnoreCase(to.toString());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(RoutingContext context, String header, @Nullable String value) {
        context.response()
                .setStatusCode(403)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"status\":403,\"title\":\"Refused\",\"detail\":\"" + header
                        + ": this address is not one that Parley serves" + (value == null ? ", it is missing" : "")
                        + "\"}");
    }
}
