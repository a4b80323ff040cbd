package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.run.Hindsight;
import dev.parley.run.PastEstimates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// Past estimates beside what was paid.
@Path("/estimates")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class EstimatesResource {
    private static final int LONGEST_NAME = 300;

    private final PastEstimates past;

    EstimatesResource(PastEstimates past) {
        this.past = past;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance estimates(EstimatesPage page);
    }

    @GET
    public TemplateInstance show(
            @QueryParam("mode") @Nullable String mode, @QueryParam("family") @Nullable String family) {
        var side = RunMode.REHEARSAL.wireName().equals(mode) ? RunMode.REHEARSAL : RunMode.LIVE;
        boolean isName = family != null && !family.isBlank() && family.length() <= LONGEST_NAME;
        return Templates.estimates(EstimatesPage.of(side, Hindsight.of(past.newest(side), isName ? family : null)));
    }
}
