package dev.parley.api;

import dev.parley.run.Command;
import dev.parley.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people ask of a run. With an `Idempotency-Key` each is safe to repeat.
@Path("/api/runs")
@RunOnVirtualThread
public class SteeringResource {
    private static final int MOST_TURN = 1_000_000;

    private final Runs runs;

    SteeringResource(Runs runs) {
        this.runs = runs;
    }

    @POST
    @Path("{id}/pause")
    public Response pause(@PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return command(id, new Command.Pause(), key);
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return command(id, new Command.Resume(), key);
    }

    @POST
    @Path("{id}/stop")
    public Response stop(
            @PathParam("id") String id,
            @QueryParam("now") @DefaultValue("false") String now,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return command(id, new Command.Stop(Fields.yesOrNo("now", now)), key);
    }

    @POST
    @Path("{id}/speak-next")
    public Response speakNext(
            @PathParam("id") String id,
            @Nullable SpeakNextBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        var asked = Fields.required("body", body);
        return command(id, new Command.SpeakNext(Fields.required("persona", asked.persona)), key);
    }

    @POST
    @Path("{id}/inject")
    public Response inject(
            @PathParam("id") String id,
            @Nullable InjectBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        var asked = Fields.required("body", body);
        var persona = Fields.required("persona", asked.persona);
        return command(id, new Command.Inject(persona, Fields.required("text", asked.text)), key);
    }

    @POST
    @Path("{id}/regenerate")
    public Response regenerate(
            @PathParam("id") String id,
            @Nullable RegenerateBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return command(id, new Command.Regenerate(body == null ? null : turn(body.turn)), key);
    }

    @POST
    @Path("{id}/branch")
    public Response branch(
            @PathParam("id") String id,
            @Nullable BranchBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        var asked = Fields.required("body", body);
        var turns = asked.turns == null
                ? null
                : Fields.between("turns", asked.turns, 1, dev.parley.conversation.StopRules.MOST_TURNS);
        return command(id, new Command.Branch(Fields.required("turn", turn(asked.turn)), turns), key);
    }

    private static @Nullable Integer turn(@Nullable Integer turn) {
        return turn == null ? null : Fields.between("turn", turn, 1, MOST_TURN);
    }

    private Response command(String id, Command command, @Nullable String key) {
        return switch (runs.command(RunsResource.runId(id), command, Fields.idempotencyKey(key))) {
            case Runs.Commanded.Accepted(var turn)
            when turn != null -> Response.accepted(new AcceptedAnswer(turn)).build();
            case Runs.Commanded.Accepted _ -> Response.accepted().build();
            case Runs.Commanded.Branched(var run) ->
                Response.created(URI.create("/api/runs/" + run))
                        .entity(new BranchedAnswer(run))
                        .build();
            case Runs.Commanded.Conflict(var status, var why) ->
                throw Problems.conflict(why, Map.of("status_now", status.wireName()));
            case Runs.Commanded.Refused(var field, var reason) -> throw Problems.refused(field, reason);
            case Runs.Commanded.NoSuchRun _ -> throw Problems.notFound("no such run");
        };
    }

    public record SpeakNextBody(@Nullable String persona) {}

    public record InjectBody(
            @Nullable String persona, @Nullable String text) {}

    /// @param turn that the last message must have; null for whichever is last
    public record RegenerateBody(@Nullable Integer turn) {}

    /// @param turn the last one to take over
    /// @param turns how many the new run shall have in all; null for as many as this one
    public record BranchBody(
            @Nullable Integer turn, @Nullable Integer turns) {}

    /// @param turn that is said again
    public record AcceptedAnswer(int turn) {}

    public record BranchedAnswer(UUID id) {}
}
