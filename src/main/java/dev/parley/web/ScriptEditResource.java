package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.library.Shelf;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The files of `scripts/`, edited in the browser.
@Path("/scripts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ScriptEditResource extends EditResource {
    ScriptEditResource(Library library) {
        super(library, Shelf.SCRIPTS);
    }
}
