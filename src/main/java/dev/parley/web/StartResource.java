package dev.parley.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// The way in.
@Path("/")
public class StartResource {
    @GET
    public Response start() {
        return Response.seeOther(URI.create("/scripts")).build();
    }
}
