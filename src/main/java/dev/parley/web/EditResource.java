package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.library.Shelf;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/// The files of one shelf, edited in the browser.
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
abstract class EditResource {
    private final Editing editing;

    EditResource(Library library, Shelf shelf) {
        this.editing = new Editing(library, shelf);
    }

    @GET
    @Path("new")
    public TemplateInstance empty() {
        return editing.empty();
    }

    @POST
    @Path("new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(MultivaluedMap<String, String> form, @HeaderParam("HX-Request") boolean inPlace) {
        return editing.answer(null, form, inPlace);
    }

    @GET
    @Path("{id}/edit")
    public TemplateInstance open(@PathParam("id") String id) {
        return editing.open(id);
    }

    @POST
    @Path("{id}/edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @PathParam("id") String id,
            MultivaluedMap<String, String> form,
            @HeaderParam("HX-Request") boolean inPlace) {
        return editing.answer(id, form, inPlace);
    }
}
