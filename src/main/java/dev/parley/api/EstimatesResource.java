package dev.parley.api;

import dev.parley.library.Library;
import dev.parley.run.Hindsight;
import dev.parley.run.PastEstimates;
import dev.parley.run.Runs;
import dev.parley.run.export.EstimateAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// What a run would cost, and how what was said of others has turned out.
@Path("/api/estimates")
@RunOnVirtualThread
public class EstimatesResource {
    private final Library library;
    private final Runs runs;
    private final PastEstimates past;

    EstimatesResource(Library library, Runs runs, PastEstimates past) {
        this.library = library;
        this.runs = runs;
        this.past = past;
    }

    @GET
    public HindsightAnswer past(
            @QueryParam("mode") @DefaultValue("live") String mode, @QueryParam("family") @Nullable String family) {
        return HindsightAnswer.of(Hindsight.of(
                past.newest(Fields.mode(mode)),
                family == null || family.isBlank() ? null : Fields.name("family", family)));
    }

    @POST
    public EstimateAnswer estimate(@Nullable RunBody body) {
        return switch (runs.estimate(Fields.required("body", body).forEstimate(library))) {
            case Runs.Estimated.Made(var estimate) -> EstimateAnswer.of(estimate);
            case Runs.Estimated.Refused(var field, var reason) -> throw Problems.refused(field, reason);
        };
    }
}
