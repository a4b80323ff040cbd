package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.library.Shelf;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The files of `personas/`, edited in the browser.
@Path("/personas")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PersonaEditResource extends EditResource {
    PersonaEditResource(Library library) {
        super(library, Shelf.PERSONAS);
    }
}
