package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Grouping;
import dev.parley.library.Library;
import dev.parley.model.ModelId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The models and their prices.
@Path("/models")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ModelsResource {
    private static final int MOST_CALLED = 5_000;

    private final Library library;
    private final CostSums costs;

    ModelsResource(Library library, CostSums costs) {
        this.library = library;
        this.costs = costs;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance models(ModelsPage page);

        static native TemplateInstance model(ModelPage page);
    }

    @GET
    public TemplateInstance list(
            @QueryParam("provider") @DefaultValue("") String provider,
            @QueryParam("q") @DefaultValue("") String q,
            @Context UriInfo address) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var question = UsageQuestion.of(address.getQueryParameters(), today);
        var contents = library.contents();
        var called = Arrays.stream(RunMode.values())
                .map(mode -> costs.table(CallFilter.of(mode), List.of(Grouping.MODEL), MOST_CALLED));
        return Templates.models(ModelsPage.of(
                contents, new ModelsPage.Sought(provider, q), question, UnknownModel.of(called, contents), today));
    }

    @GET
    @Path("{provider}/{name: .+}")
    public TemplateInstance show(
            @PathParam("provider") String provider, @PathParam("name") String name, @Context UriInfo address) {
        var contents = library.contents();
        var model = id(provider, name)
                .flatMap(contents.catalogue()::find)
                .orElseThrow(() -> new NotFoundException("There is no model " + provider + "/" + name + "."));
        var today = LocalDate.now(ZoneOffset.UTC);
        return Templates.model(
                ModelPage.of(model, contents, UsageQuestion.of(address.getQueryParameters(), today), today));
    }

    private static Optional<ModelId> id(String provider, String name) {
        try {
            return Optional.of(new ModelId(provider, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
