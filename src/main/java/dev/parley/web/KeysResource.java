package dev.parley.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// Which providers can be called live, and what is missing for the others.
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class KeysResource {
    private final KeyStates keys;

    KeysResource(KeyStates keys) {
        this.keys = keys;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance keys(List<KeyRow> rows);
    }

    @GET
    public TemplateInstance list() {
        return Templates.keys(keys.states().stream().map(KeyRow::of).toList());
    }
}
