package dev.parley.api;

import dev.parley.library.Library;
import dev.parley.run.Runs;
import dev.parley.run.export.EstimateAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/// What a run would cost.
@Path("/api/estimates")
@RunOnVirtualThread
public class EstimatesResource {
    private final Library library;
    private final Runs runs;

    EstimatesResource(Library library, Runs runs) {
        this.library = library;
        this.runs = runs;
    }

    @POST
    public EstimateAnswer estimate(@Nullable RunBody body) {
        return switch (runs.estimate(Fields.required("body", body).forEstimate(library))) {
            case Runs.Estimated.Made(var estimate) -> EstimateAnswer.of(estimate);
            case Runs.Estimated.Refused(var field, var reason) -> throw Problems.refused(field, reason);
        };
    }
}
