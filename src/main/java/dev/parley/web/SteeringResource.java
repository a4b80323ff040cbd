package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.run.Command;
import dev.parley.run.Runs;
import dev.parley.run.Runs.Commanded;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people ask of a run on its page. Without a script the page comes anew.
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SteeringResource {
    private static final int LONGEST_KEY = 200;

    private final Runs runs;
    private final Library library;

    SteeringResource(Runs runs, Library library) {
        this.runs = runs;
        this.library = library;
    }

    @POST
    @Path("{id}/pause")
    public Response pause(@PathParam("id") UUID id, @HeaderParam("HX-Request") @Nullable String inPlace) {
        return after(id, new Command.Pause(), null, inPlace, "Pausing after the message under way.");
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") UUID id, @HeaderParam("HX-Request") @Nullable String inPlace) {
        return after(id, new Command.Resume(), null, inPlace, "Going on.");
    }

    @POST
    @Path("{id}/stop")
    public Response stop(
            @PathParam("id") UUID id,
            @QueryParam("now") @DefaultValue("false") boolean now,
            @HeaderParam("HX-Request") @Nullable String inPlace) {
        var words = now
                ? "Stopping now; the message under way is cut off, its cost may stay unknown."
                : "Stopping after the message under way.";
        return after(id, new Command.Stop(now), null, inPlace, words);
    }

    @POST
    @Path("{id}/speak-next")
    public Response speakNext(
            @PathParam("id") UUID id,
            @FormParam("persona") @DefaultValue("") String persona,
            @FormParam("key") @Nullable String key,
            @HeaderParam("HX-Request") @Nullable String inPlace) {
        return after(id, new Command.SpeakNext(persona), key, inPlace, "The next turn is theirs.");
    }

    @POST
    @Path("{id}/inject")
    public Response inject(
            @PathParam("id") UUID id,
            @FormParam("persona") @DefaultValue("") String persona,
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("key") @Nullable String key,
            @HeaderParam("HX-Request") @Nullable String inPlace) {
        return after(id, new Command.Inject(persona, text), key, inPlace, "It is said as soon as nobody speaks.");
    }

    @POST
    @Path("{id}/regenerate")
    public Response regenerate(
            @PathParam("id") UUID id,
            @FormParam("turn") int turn,
            @FormParam("key") @Nullable String key,
            @HeaderParam("HX-Request") @Nullable String inPlace) {
        return after(id, new Command.Regenerate(turn), key, inPlace, "Turn " + turn + " is said again.");
    }

    @POST
    @Path("{id}/branch")
    public Response branch(
            @PathParam("id") UUID id,
            @FormParam("turn") int turn,
            @FormParam("turns") int turns,
            @FormParam("key") @Nullable String key,
            @HeaderParam("HX-Request") @Nullable String inPlace) {
        // Who comes back to the page and wants another length wants another run.
        var keyOfLength = key == null || key.isBlank() ? null : key + "-" + turns;
        return after(id, new Command.Branch(turn, turns), keyOfLength, inPlace, "");
    }

    private Response after(UUID id, Command command, @Nullable String key, @Nullable String inPlace, String words) {
        var usable = key == null || key.isBlank() || key.length() > LONGEST_KEY ? null : key;
        return switch (runs.command(id, command, usable)) {
            case Commanded.Accepted _ -> page(id, inPlace, new RunHead.Said(words, "", ""));
            case Commanded.Branched(var branch) -> to("/runs/" + branch, inPlace);
            case Commanded.Conflict(var _, var why) -> page(id, inPlace, refused(command, why));
            case Commanded.Refused(var field, var reason) -> page(id, inPlace, refused(command, field + " " + reason));
            case Commanded.NoSuchRun _ -> throw new NotFoundException("There is no such run.");
        };
    }

    private static RunHead.Said refused(Command command, String why) {
        var note = "Not possible: " + why + ".";
        return command instanceof Command.Inject(var persona, var text)
                ? new RunHead.Said(note, persona, text)
                : new RunHead.Said(note, "", "");
    }

    private Response page(UUID id, @Nullable String inPlace, RunHead.Said said) {
        if (inPlace == null && said.text().isEmpty()) {
            return to("/runs/" + id, null);
        }
        var report = runs.renewedReport(id).orElseThrow(() -> new NotFoundException("There is no such run."));
        var head = RunHead.of(report, library, said);
        return Response.ok(
                        inPlace == null
                                ? RunsResource.Templates.run(RunPage.of(report, head, 0))
                                : RunsResource.Templates.head(head))
                .build();
    }

    private static Response to(String address, @Nullable String inPlace) {
        return inPlace == null
                ? Response.seeOther(URI.create(address)).build()
                : Response.noContent().header("HX-Redirect", address).build();
    }
}
