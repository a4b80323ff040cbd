package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script;
import dev.parley.library.Contents;
import dev.parley.library.Library;
import dev.parley.library.Shelf;
import dev.parley.run.Repeats;
import dev.parley.run.RunEstimate;
import dev.parley.run.Runs;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The library, and each script with what its run would cost.
@Path("/scripts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ScriptsResource {
    /// More would make the list wait for its estimates.
    private static final int MOST_ESTIMATED = 40;

    private static final int LONGEST_KEY = 100;

    private final Library library;
    private final Runs runs;
    private final KeyStates keys;
    private final BudgetDesk budgets;

    ScriptsResource(Library library, Runs runs, KeyStates keys, BudgetDesk budgets) {
        this.library = library;
        this.runs = runs;
        this.keys = keys;
        this.budgets = budgets;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance library(LibraryPage page);

        static native TemplateInstance script(ScriptPage page);

        static native TemplateInstance estimate(EstimatePanel panel, @Nullable EveryModel everyModel, boolean alone);
    }

    @GET
    public TemplateInstance list() {
        var contents = library.contents();
        var cards = new ArrayList<LibraryPage.Card>();
        for (var script : contents.scripts().values()) {
            cards.add(card(script, contents, cards.size() < MOST_ESTIMATED));
        }
        return Templates.library(new LibraryPage(
                cards, contents.problems().stream().map(FileProblem::of).toList()));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@PathParam("id") String id, @Context UriInfo address) {
        var contents = library.contents();
        var setup = ScriptSetup.of(script(contents, id), contents, address.getQueryParameters());
        return page(setup, contents, List.of());
    }

    @GET
    @Path("{id}/estimate")
    public Response estimate(@PathParam("id") String id, @Context UriInfo address) {
        var contents = library.contents();
        var setup = ScriptSetup.of(script(contents, id), contents, address.getQueryParameters());
        var priced = price(setup, contents, List.of());
        return Response.ok(Templates.estimate(priced.panel, priced.everyModel, true))
                .header("HX-Replace-Url", setup.address())
                .build();
    }

    @POST
    @Path("{id}/runs")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response start(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        var contents = library.contents();
        var setup = ScriptSetup.of(script(contents, id), contents, form);
        var errors = new ArrayList<FieldError>();
        var mode = mode(form.getFirst("mode"));
        if (mode == null) {
            errors.add(new FieldError("Mode", "live or rehearsal"));
        }
        if (mode == null || !setup.errors().isEmpty()) {
            return notStarted(setup, contents, errors);
        }
        var wanted = new Repeats(setup.request(mode, key(form.getFirst("key"))), setup.repeats());
        return switch (runs.startAll(wanted)) {
            case Runs.StartedAll.Accepted(var started) ->
                Response.seeOther(URI.create(started.size() == 1 ? "/runs/" + started.getFirst() : "/runs"))
                        .build();
            case Runs.StartedAll.Refused(var field, var reason) -> {
                errors.add(FieldError.ofRequest(field, reason));
                yield notStarted(setup, contents, errors);
            }
        };
    }

    private Response notStarted(ScriptSetup setup, Contents contents, List<FieldError> errors) {
        return Response.status(422).entity(page(setup, contents, errors)).build();
    }

    private TemplateInstance page(ScriptSetup setup, Contents contents, List<FieldError> errors) {
        var priced = price(setup, contents, errors);
        var source = SourceFile.of(library, Shelf.SCRIPTS, setup.script().id());
        return Templates.script(ScriptPage.of(setup, contents, today(), priced.panel, priced.everyModel, source));
    }

    private Priced price(ScriptSetup setup, Contents contents, List<FieldError> errors) {
        return switch (runs.estimate(setup.request(RunMode.REHEARSAL, null))) {
            case Runs.Estimated.Made(var made) ->
                new Priced(
                        EstimatePanel.of(made, setup, room(made, setup), keys).withErrors(errors),
                        EveryModel.of(made, setup, contents.prices(), today()));
            case Runs.Estimated.Refused(var field, var reason) ->
                new Priced(
                        EstimatePanel.refused(setup.errors())
                                .withErrors(errors)
                                .withErrors(List.of(FieldError.ofRequest(field, reason))),
                        null);
        };
    }

    private BudgetRoom room(RunEstimate made, ScriptSetup setup) {
        return BudgetRoom.of(
                budgets.standing(RunMode.LIVE),
                setup.project(),
                made.estimate().likely(),
                setup.repeats(),
                Instant.now());
    }

    private LibraryPage.Card card(Script script, Contents contents, boolean estimated) {
        var cast = new ArrayList<LibraryPage.Member>();
        for (var member : script.cast()) {
            var persona = contents.personas().get(member.persona());
            cast.add(new LibraryPage.Member(
                    persona == null ? member.persona() : persona.name(), ScriptPage.look(cast.size())));
        }
        return new LibraryPage.Card(
                script.id(),
                script.title(),
                script.kind(),
                String.join(" ", ScriptPage.paragraphs(script.filledScenario())),
                cast,
                script.stops().turns(),
                estimated ? likely(script, contents) : Amount.unknown("open the script to see it"));
    }

    private Amount likely(Script script, Contents contents) {
        var usual = ScriptSetup.of(script, contents, new jakarta.ws.rs.core.MultivaluedHashMap<>());
        return switch (runs.estimate(usual.request(RunMode.REHEARSAL, null))) {
            case Runs.Estimated.Made(RunEstimate made) -> EstimatePanel.likely(made.estimate());
            case Runs.Estimated.Refused(var _, var reason) -> Amount.unknown(reason);
        };
    }

    private static Script script(Contents contents, String id) {
        var script = contents.scripts().get(id);
        if (script == null) {
            throw new NotFoundException("There is no script named " + id + ".");
        }
        return script;
    }

    private static @Nullable RunMode mode(@Nullable String wireName) {
        for (var mode : RunMode.values()) {
            if (mode.wireName().equals(wireName)) {
                return mode;
            }
        }
        return null;
    }

    private static @Nullable String key(@Nullable String key) {
        return key == null || key.isBlank() || key.length() > LONGEST_KEY ? null : key;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private record Priced(EstimatePanel panel, @Nullable EveryModel everyModel) {}
}
