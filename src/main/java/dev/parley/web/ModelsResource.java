package dev.parley.web;

import dev.parley.library.Library;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The models and their prices.
@Path("/models")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ModelsResource {
    private final Library library;

    ModelsResource(Library library) {
        this.library = library;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance models(ModelsPage page);
    }

    @GET
    public TemplateInstance list(
            @QueryParam("provider") @DefaultValue("") String provider, @QueryParam("q") @DefaultValue("") String q) {
        return Templates.models(ModelsPage.of(library.contents(), provider, q, LocalDate.now(ZoneOffset.UTC)));
    }
}
