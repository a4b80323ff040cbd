package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.wire.Ask.Target;
import dev.parley.rehearsal.wire.Ask.Wishes;
import dev.parley.rehearsal.wire.Call.Body;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ollama's chat API. It takes no key and caches nothing that it counts.
public final class OllamaWire implements Wire {
    static final String PROVIDER = "ollama";
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private final Reception reception;
    private final Models models;
    private final OllamaDialect dialect = new OllamaDialect();

    OllamaWire(Reception reception, Models models) {
        this.reception = reception;
        this.models = models;
    }

    @Override
    public void serve(Call call, String path) throws IOException {
        if (call.bearer().equals("bad-key")) {
            throw OllamaDialect.error(401, "unauthorized");
        }
        switch (call.method() + " " + path) {
            case "POST /api/chat" -> chat(call);
            case "GET /api/tags" -> call.json(200, tags());
            case "GET /api/version" -> call.json(200, Json.object().put("version", "0.12.6"));
            default -> throw OllamaDialect.error(404, "not found");
        }
    }

    private void chat(Call call) throws IOException {
        Body body = call.body().orElseThrow(() -> OllamaDialect.error(413, "http: request body too large"));
        ObjectNode json =
                Json.parsed(body.text()).orElseThrow(() -> OllamaDialect.error(400, "invalid character in JSON body"));
        String model = Json.text(json, "model");
        if (model.isEmpty()) {
            throw OllamaDialect.error(400, "model is required");
        }
        if (!models.knows(PROVIDER, model)) {
            throw OllamaDialect.error(404, "model '" + model + "' not found");
        }
        if (json.path("messages").isEmpty()) {
            call.json(200, loaded(model));
            return;
        }
        reception.serve(call, ask(json, model, body.bytes()), dialect);
    }

    /// A request without messages only loads the model.
    private static ObjectNode loaded(String model) {
        ObjectNode loaded = Json.object()
                .put("model", model)
                .put("created_at", Instant.now().toString());
        loaded.putObject("message").put("role", "assistant").put("content", "");
        return loaded.put("done_reason", "load").put("done", true);
    }

    private static Ask ask(ObjectNode json, String model, int bodyBytes) {
        Prompt.Builder prompt = new Prompt.Builder();
        for (JsonNode message : json.path("messages")) {
            String role = Json.text(message, "role");
            if (!ROLES.contains(role)) {
                throw OllamaDialect.error(400, "invalid role: " + role);
            }
            prompt.begin(role);
            prompt.text(Json.text(message, "content"));
            if (role.equals("system")) {
                prompt.endSystem();
            } else {
                prompt.endTurn(role.equals("assistant"));
            }
        }
        return new Ask(
                new Target(PROVIDER, "", model, model), prompt.build(), new CacheAsk.None(), wishes(json), bodyBytes);
    }

    private static Wishes wishes(ObjectNode json) {
        JsonNode options = json.path("options");
        JsonNode limit = options.path("num_predict");
        List<String> stops = new ArrayList<>();
        options.path("stop").forEach(stop -> stops.add(stop.asText()));
        return new Wishes(
                limit.isInt() && limit.intValue() > 0 ? limit.intValue() : null,
                stops,
                0,
                seed(options),
                json.path("stream").asBoolean(true),
                true);
    }

    private static @Nullable Long seed(JsonNode options) {
        JsonNode seed = options.path("seed");
        return seed.isIntegralNumber() ? seed.longValue() : null;
    }

    private ObjectNode tags() {
        ObjectNode tags = Json.object();
        ArrayNode entries = tags.putArray("models");
        for (String id : models.ids(PROVIDER)) {
            entries.addObject()
                    .put("name", id)
                    .put("model", id)
                    .put("modified_at", "2026-01-01T00:00:00Z")
                    .put("size", 0)
                    .putObject("details")
                    .put("format", "gguf");
        }
        return tags;
    }
}
