package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetChange;
import dev.parley.ledger.LimitOutcome;
import dev.parley.ledger.Overrides;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may be spent, what has been, and changes of it.
@Path("/budgets")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class BudgetsResource {
    private static final int UNPROCESSABLE = 422;

    private final BudgetDesk desk;

    BudgetsResource(BudgetDesk desk) {
        this.desk = desk;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance budgets(BudgetsPage page);

        static native TemplateInstance history(List<HistoryLine> lines);
    }

    /// A change of a budget, newest first.
    public record HistoryLine(String when, String by, String what, String before, String after, String reason) {
        static HistoryLine of(BudgetChange change) {
            return new HistoryLine(
                    Figures.minute(change.at()),
                    change.by(),
                    change.what(),
                    Objects.requireNonNullElse(change.before(), ""),
                    Objects.requireNonNullElse(change.after(), ""),
                    Objects.requireNonNullElse(change.reason(), ""));
        }
    }

    @GET
    public TemplateInstance show(@QueryParam("mode") @Nullable String mode, @QueryParam("done") @Nullable String done) {
        var words = switch (done) {
            case "limit" -> "The limit is in force.";
            case "more" -> "More is allowed.";
            case "back" -> "limits.yaml decides again.";
            case null, default -> "";
        };
        return page(mode(mode), BudgetForm.EMPTY, words, List.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(MultivaluedMap<String, String> fields) {
        var form = BudgetForm.of(fields);
        var errors = new ArrayList<FieldError>();
        var outcome = form.change(errors).map(desk::change);
        return outcome.map(known -> answer(known, mode(form.mode()), form, "limit"))
                .orElseGet(() -> refused(mode(form.mode()), form, errors));
    }

    @POST
    @Path("{id}/reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response giveBack(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        var form = BudgetForm.of(fields);
        var by = form.by().isEmpty() ? BudgetForm.SOMEBODY : form.by();
        var reason = form.reason().isEmpty() ? null : form.reason();
        return answer(desk.giveBack(id, by, reason), mode(form.mode()), BudgetForm.EMPTY, "back");
    }

    @POST
    @Path("accounts/{account}/override")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response allow(@PathParam("account") long account, MultivaluedMap<String, String> fields) {
        var mode = mode(BudgetForm.text(fields, "mode"));
        var errors = new ArrayList<FieldError>();
        var usd = BudgetForm.usd(BudgetForm.text(fields, "usd"), "More", errors);
        var until = moment(BudgetForm.text(fields, "until"), errors);
        if (usd == null && errors.isEmpty()) {
            errors.add(new FieldError("More", "how much"));
        }
        if (usd == null || until == null) {
            return refused(mode, BudgetForm.EMPTY, errors);
        }
        var wanted = new Overrides.Wanted(
                account, usd, BudgetForm.text(fields, "reason"), until, BudgetForm.text(fields, "by"));
        return switch (desk.allow(wanted)) {
            case Overrides.Outcome.Allowed _ -> back(mode, "more");
            case Overrides.Outcome.Refused(var field, var words) ->
                refused(mode, BudgetForm.EMPTY, List.of(new FieldError(BudgetForm.label(field), words)));
            case Overrides.Outcome.NoSuchAccount _ -> throw new NotFoundException("There is no such budget.");
        };
    }

    @GET
    @Path("{id}/history")
    public TemplateInstance history(@PathParam("id") long id) {
        var changes = desk.history(id).orElseThrow(() -> new NotFoundException("There is no such budget."));
        return Templates.history(changes.stream().map(HistoryLine::of).toList());
    }

    private Response answer(LimitOutcome outcome, RunMode mode, BudgetForm form, String done) {
        return switch (outcome) {
            case LimitOutcome.Changed _ -> back(mode, done);
            case LimitOutcome.Refused refused ->
                refused(mode, form, List.of(new FieldError(BudgetForm.label(refused.field()), refused.words())));
            case LimitOutcome.NoSuchRule _ -> throw new NotFoundException("There is no such budget.");
        };
    }

    private Response refused(RunMode mode, BudgetForm form, List<FieldError> errors) {
        return Response.status(UNPROCESSABLE)
                .entity(page(mode, form, "", errors))
                .build();
    }

    private TemplateInstance page(RunMode mode, BudgetForm form, String done, List<FieldError> errors) {
        return Templates.budgets(BudgetsPage.of(mode, desk.standing(mode), form, done, errors, Instant.now()));
    }

    private static Response back(RunMode mode, String done) {
        return Response.seeOther(URI.create("/budgets?mode=" + mode.wireName() + "&done=" + done))
                .build();
    }

    private static RunMode mode(@Nullable String text) {
        return RunMode.REHEARSAL.wireName().equals(text) ? RunMode.REHEARSAL : RunMode.LIVE;
    }

    private static @Nullable Instant moment(String text, List<FieldError> errors) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            errors.add(new FieldError("Until", "a moment such as 2026-11-23T18:00:00Z"));
            return null;
        }
    }
}
