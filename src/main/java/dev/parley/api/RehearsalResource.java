package dev.parley.api;

import dev.parley.provider.Stage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/// Where the stand-in is that rehearsals talk to.
@Path("/api/rehearsal")
public class RehearsalResource {
    private final Stage stage;

    RehearsalResource(Stage stage) {
        this.stage = stage;
    }

    @GET
    public Map<String, String> rehearsal() {
        return Map.of("url", stage.url());
    }
}
