package dev.parley.web;

import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Alerts, and who has seen them.
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AlertsResource {
    private static final int PAGE = 100;
    private static final int UNPROCESSABLE = 422;

    private final BudgetDesk desk;

    AlertsResource(BudgetDesk desk) {
        this.desk = desk;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance alerts(AlertsPage page);
    }

    @GET
    public TemplateInstance show(
            @QueryParam("show") @Nullable String show,
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("below") @Nullable String below) {
        return page(view(show, mode, below), List.of());
    }

    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response acknowledge(
            @PathParam("id") long id,
            @FormParam("by") @Nullable String by,
            @FormParam("show") @Nullable String show,
            @FormParam("mode") @Nullable String mode) {
        var view = view(show, mode, null);
        var name = by == null ? "" : by.strip();
        if (name.isEmpty()
                || name.length() > LimitEntry.LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            var error = new FieldError("Your name", "1 to " + LimitEntry.LONGEST_NAME + " characters");
            return Response.status(UNPROCESSABLE)
                    .entity(page(view, List.of(error)))
                    .build();
        }
        if (desk.acknowledge(id, name).isEmpty()) {
            throw new NotFoundException("There is no such alert.");
        }
        return Response.seeOther(URI.create(view.address())).build();
    }

    private TemplateInstance page(AlertsPage.View view, List<FieldError> errors) {
        var found = desk.alerts(view.mode(), !view.all(), view.below(), PAGE + 1);
        return Templates.alerts(AlertsPage.of(view, found, PAGE, errors));
    }

    private static AlertsPage.View view(@Nullable String show, @Nullable String mode, @Nullable String below) {
        var side = Arrays.stream(RunMode.values())
                .filter(one -> one.wireName().equals(mode))
                .findFirst();
        var number = below != null && below.matches("[0-9]{1,18}") ? Long.valueOf(below) : null;
        return new AlertsPage.View("all".equals(show), side.orElse(null), number);
    }
}
