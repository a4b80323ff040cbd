package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.wire.Call.Body;
import java.io.IOException;

/// The Chat Completions API, as OpenAI and those who copied it serve it.
public final class ChatWire implements Wire {
    private static final long CREATED = 1_735_689_600L;

    private final Reception reception;
    private final Models models;
    private final ChatFlavour flavour;
    private final ChatDialect dialect;

    ChatWire(Reception reception, Models models, ChatFlavour flavour) {
        this.reception = reception;
        this.models = models;
        this.flavour = flavour;
        this.dialect = new ChatDialect(flavour);
    }

    /// @param path below the version, as in `/chat/completions`
    @Override
    public void serve(Call call, String path) throws IOException {
        call.headers(flavour.headers());
        String key = call.bearer();
        if (key.isEmpty()) {
            throw flavour.errors().noKey();
        }
        if (key.equals("bad-key")) {
            throw flavour.errors().badKey(key);
        }
        String route = call.method() + " " + path;
        if (route.equals("POST /chat/completions")) {
            reception.serve(call, parse(call, key), dialect);
        } else if (route.equals("GET /models")) {
            call.json(200, list());
        } else if (route.startsWith("GET /models/")) {
            call.json(200, model(known(path.substring("/models/".length()))));
        } else {
            throw OpenAiErrors.error(404, "Invalid URL (%s)".formatted(route), "invalid_request_error", null, null);
        }
    }

    private Ask parse(Call call, String key) throws IOException {
        Body body = call.body().orElseThrow(() -> flavour.errors().tooLarge());
        ObjectNode json =
                Json.parsed(body.text()).orElseThrow(() -> flavour.errors().malformed());
        if (!Json.has(json, "model")) {
            throw flavour.errors().missing("model");
        }
        return new ChatRequest(json, known(Json.text(json, "model")), flavour).ask(key, body.bytes());
    }

    private String known(String model) {
        if (model.isEmpty() || !models.knows(flavour.provider(), model)) {
            throw flavour.errors().unknownModel(model);
        }
        return model;
    }

    private ObjectNode list() {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        models.ids(flavour.provider()).forEach(id -> data.add(model(id)));
        return list;
    }

    private ObjectNode model(String id) {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", flavour.provider());
    }
}
