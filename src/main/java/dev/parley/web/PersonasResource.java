package dev.parley.web;

import dev.parley.library.Contents;
import dev.parley.library.Library;
import dev.parley.library.Shelf;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The people of the library.
@Path("/personas")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PersonasResource {
    private final Library library;

    PersonasResource(Library library) {
        this.library = library;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance personas(PersonasPage page);

        static native TemplateInstance persona(PersonaPage page);
    }

    @GET
    public TemplateInstance list() {
        return Templates.personas(PersonasPage.of(library.contents()));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@PathParam("id") String id) {
        Contents contents = library.contents();
        var persona = contents.personas().get(id);
        if (persona == null) {
            throw new NotFoundException("There is no persona named " + id + ".");
        }
        return Templates.persona(PersonaPage.of(
                persona, contents, LocalDate.now(ZoneOffset.UTC), SourceFile.of(library, Shelf.PERSONAS, id)));
    }
}
