package dev.parley.api;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetBook;
import dev.parley.ledger.BudgetChange;
import dev.parley.ledger.BudgetStanding;
import dev.parley.ledger.FileLimits;
import dev.parley.ledger.LimitOutcome;
import dev.parley.ledger.Overrides;
import dev.parley.library.Library;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Budgets as they stand, and their changes.
@Path("/api/budgets")
@RunOnVirtualThread
public class BudgetsResource {
    private final BudgetBook book;
    private final BudgetStanding standing;
    private final Overrides overrides;
    private final Library library;
    private final Clock clock;

    BudgetsResource(BudgetBook book, BudgetStanding standing, Overrides overrides, Library library, Clock clock) {
        this.book = book;
        this.standing = standing;
        this.overrides = overrides;
        this.library = library;
        this.clock = clock;
    }

    public record Budgets(List<BudgetAnswer> items) {}

    /// @param mode both sides unless said, live first
    @GET
    public Budgets list(@QueryParam("mode") @Nullable String mode) {
        var now = clock.instant();
        return new Budgets(modes(mode).stream()
                .flatMap(side -> standing.lines(side).stream())
                .map(line -> BudgetAnswer.of(line, now))
                .toList());
    }

    static List<RunMode> modes(@Nullable String mode) {
        return mode == null
                ? Arrays.asList(RunMode.values())
                : List.of(BudgetBody.named("mode", mode, RunMode.values(), RunMode::wireName));
    }

    /// All of the limits are set, or none.
    @PUT
    public Budgets set(@Nullable BudgetBody body) {
        if (body == null) {
            throw Problems.badField("body", "is missing");
        }
        var outcome = book.change(body.changes(), library.contents().limits().zone());
        return answer(outcome, item -> body.isOne() ? "" : BudgetBody.path(item));
    }

    public record History(List<BudgetChange> items) {}

    /// Who changed the rule, newest first.
    @GET
    @Path("{id}/history")
    public History history(@PathParam("id") String id) {
        return new History(book.history(number(id)).orElseThrow(() -> noBudget(id)));
    }

    /// @param by `local` unless said
    public record ResetBody(@Nullable String by, @Nullable String reason) {}

    /// From now on `limits.yaml` decides again.
    @POST
    @Path("{id}/reset")
    public Budgets reset(@PathParam("id") String id, @Nullable ResetBody body) {
        var asked = body == null ? new ResetBody(null, null) : body;
        var limits = library.contents().limits();
        if (!limits.known()) {
            throw Problems.conflict("limits.yaml cannot be read, so there is nothing to go back to", Map.of());
        }
        var file = new FileLimits(limits.zone(), limits.live(), limits.rehearsal());
        var by = asked.by == null ? BudgetBody.SOMEBODY : asked.by;
        var outcome = book.giveBack(number(id), file, by, asked.reason);
        if (outcome instanceof LimitOutcome.NoSuchRule) {
            throw noBudget(id);
        }
        return answer(outcome, _ -> "");
    }

    public record OverrideBody(
            @Nullable String usd,
            @Nullable String reason,
            @Nullable String until,
            @Nullable String by) {}

    public record OverrideAnswer(long id, long account, String usd, String reason, Instant until, String by) {}

    /// Allows more than the limit for a while.
    @POST
    @Path("accounts/{account}/override")
    public Response override(@PathParam("account") String account, @Nullable OverrideBody body) {
        if (body == null) {
            throw Problems.badField("body", "is missing");
        }
        var wanted = new Overrides.Wanted(
                number(account),
                Fields.usd("usd", Fields.required("usd", body.usd)),
                Fields.required("reason", body.reason),
                Fields.instant("until", Fields.required("until", body.until)),
                Fields.required("by", body.by));
        return switch (overrides.allow(wanted)) {
            case Overrides.Outcome.Allowed(long id) ->
                Response.created(URI.create("/api/budgets"))
                        .entity(new OverrideAnswer(
                                id,
                                wanted.account(),
                                wanted.usd().plain(),
                                wanted.reason(),
                                wanted.until(),
                                wanted.by()))
                        .build();
            case Overrides.Outcome.Refused(var field, var words) -> throw Problems.refused(field, words);
            case Overrides.Outcome.NoSuchAccount _ ->
                throw Problems.notFound("account: no budget has the account " + account);
        };
    }

    private Budgets answer(LimitOutcome outcome, java.util.function.IntFunction<String> path) {
        return switch (outcome) {
            case LimitOutcome.Changed(var rules) ->
                new Budgets(list(null).items.stream()
                        .filter(item -> item.id() != null && rules.contains(item.id()))
                        .toList());
            case LimitOutcome.Refused(int item, var field, var words) ->
                throw Problems.refused(path.apply(item) + (field.equals("limit") ? "limitUsd" : field), words);
            case LimitOutcome.NoSuchRule _ -> throw new IllegalStateException("a rule is gone that was just changed");
        };
    }

    static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problems.notFound(
                    "id: must be a number, found " + (text.length() <= 50 ? text : text.substring(0, 50)));
        }
        return Long.parseLong(text);
    }

    private static jakarta.ws.rs.WebApplicationException noBudget(String id) {
        return Problems.notFound("id: there is no budget " + id);
    }
}
