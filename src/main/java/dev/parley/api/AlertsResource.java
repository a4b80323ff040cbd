package dev.parley.api;

import dev.parley.budget.LimitEntry;
import dev.parley.ledger.Alert;
import dev.parley.ledger.Alerts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people should know of budgets.
@Path("/api/alerts")
@RunOnVirtualThread
public class AlertsResource {
    private static final int PAGE = 100;

    private final Alerts alerts;

    AlertsResource(Alerts alerts) {
        this.alerts = alerts;
    }

    /// @param next where older ones are; null when there are none
    public record Answer(List<Item> items, @Nullable String next) {}

    public record Item(
            long id,
            String level,
            String mode,
            String scope,
            String subject,
            String period,
            Instant startsAt,
            Instant at,
            String words,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {
        static Item of(Alert alert) {
            return new Item(
                    alert.id(),
                    alert.level().wireName(),
                    alert.mode().wireName(),
                    alert.scope().wireName(),
                    alert.subject(),
                    alert.period().wireName(),
                    alert.startsAt(),
                    alert.at(),
                    alert.words(),
                    alert.acknowledgedBy(),
                    alert.acknowledgedAt());
        }
    }

    /// Newest first.
    ///
    /// @param mode both sides unless said
    /// @param open whether only those are listed that nobody has acknowledged
    /// @param below only alerts with smaller numbers
    @GET
    public Answer list(
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("open") @DefaultValue("false") String open,
            @QueryParam("below") @Nullable String below) {
        var modes = BudgetsResource.modes(mode);
        boolean openOnly = Fields.yesOrNo("open", open);
        var found = alerts.list(
                modes.size() == 1 ? modes.getFirst() : null,
                openOnly,
                below == null ? null : (long) Fields.between("below", below, 1, 999_999_999),
                PAGE + 1);
        var items = found.stream().limit(PAGE).map(Item::of).toList();
        var next = found.size() <= PAGE
                ? null
                : "/api/alerts?open=" + openOnly + (mode == null ? "" : "&mode=" + mode) + "&below="
                        + items.getLast().id();
        return new Answer(items, next);
    }

    public record AcknowledgeBody(@Nullable String by) {}

    /// Safe to repeat: the first name stays.
    @POST
    @Path("{id}/acknowledge")
    public Item acknowledge(@PathParam("id") String id, @Nullable AcknowledgeBody body) {
        var by = Fields.required("by", body == null ? null : body.by);
        if (by.isBlank() || by.length() > LimitEntry.LONGEST_NAME || by.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badField(
                    "by", "must have 1 to " + LimitEntry.LONGEST_NAME + " characters and no control character");
        }
        return alerts.acknowledge(BudgetsResource.number(id), by)
                .map(Item::of)
                .orElseThrow(() -> Problems.notFound("id: there is no alert " + id));
    }
}
