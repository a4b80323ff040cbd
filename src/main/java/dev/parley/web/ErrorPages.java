package dev.parley.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/// Gives a browser a page where a call ended in an error. The API keeps its problem JSON; nobody gets a stack trace.
@Provider
@Priority(10_000)
public class ErrorPages implements ContainerResponseFilter {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance error(ErrorPage page);
    }

    /// What happened, what was kept, and what to do.
    public record ErrorPage(int status, String title, String words) {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        if (status < 400
                || status == 422
                || !wantsPage(request)
                || (response.hasEntity() && isPage(response.getMediaType()))) {
            return;
        }
        response.setEntity(Templates.error(page(status)).render(), null, MediaType.TEXT_HTML_TYPE);
    }

    /// Addresses that no resource knows never reach the filter.
    void register(@Observes Router router) {
        router.errorHandler(404, context -> {
            var response = context.response().setStatusCode(404);
            var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
            if (isPagePath(context.normalizedPath()) && accepted != null && accepted.contains(MediaType.TEXT_HTML)) {
                response.putHeader("Content-Security-Policy", PageHeaders.POLICY)
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .end(Templates.error(page(404)).render());
            } else {
                response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                        .end("{\"status\":404,\"title\":\"Not found\",\"detail\":\"nothing is at this address\"}");
            }
        });
    }

    private static ErrorPage page(int status) {
        return switch (status) {
            case 404 ->
                new ErrorPage(
                        404,
                        "Nothing is here",
                        "The address may be mistyped, or the file behind it renamed or removed.");
            case 403 ->
                new ErrorPage(403, "Refused", "This request seems to come from another site. Nothing was changed.");
            case 405 -> new ErrorPage(405, "Not this way", "This address answers to other requests. Nothing was done.");
            case 503 -> new ErrorPage(503, "Not ready", "Parley is starting or stopping. Try again in a moment.");
            default ->
                status < 500
                        ? new ErrorPage(
                                status, "That could not be used", "Something in the request was not understood.")
                        : new ErrorPage(
                                status,
                                "Something went wrong here",
                                "What had been said and paid before is kept. Details are in Parley's log.");
        };
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        return isPagePath(request.getUriInfo().getPath())
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.getType().equals("text")
                                && type.getSubtype().equals("html"));
    }

    private static boolean isPagePath(@Nullable String path) {
        return path != null && !path.startsWith("/api/") && !path.startsWith("/q/");
    }

    private static boolean isPage(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE);
    }
}
