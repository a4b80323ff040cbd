package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.wire.Call.Body;
import java.io.IOException;

/// Anthropic's Messages API.
public final class AnthropicWire implements Wire {
    static final String PROVIDER = "anthropic";
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String MODELS = "/v1/models";

    private final Reception reception;
    private final Models models;
    private final AnthropicDialect dialect = new AnthropicDialect();

    AnthropicWire(Reception reception, Models models) {
        this.reception = reception;
        this.models = models;
    }

    @Override
    public void serve(Call call, String path) throws IOException {
        call.headers(dialect.headers());
        String key = key(call);
        if (call.header("anthropic-version").isEmpty()) {
            throw AnthropicErrors.invalid("anthropic-version: header is required");
        }
        String route = call.method() + " " + path;
        if (route.equals("POST " + MESSAGES)) {
            reception.serve(call, parse(call, key, true), dialect);
        } else if (route.equals("POST " + COUNT)) {
            int tokens = reception.measure(parse(call, key, false)).total();
            call.json(200, Json.object().put("input_tokens", tokens));
        } else if (route.equals("GET " + MODELS)) {
            call.json(200, list());
        } else if (route.startsWith("GET " + MODELS + "/")) {
            call.json(200, model(known(path.substring(MODELS.length() + 1))));
        } else {
            throw AnthropicErrors.notFound("Not found");
        }
    }

    private static String key(Call call) {
        String key = call.header("x-api-key").isEmpty() ? call.bearer() : call.header("x-api-key");
        if (key.isEmpty()) {
            throw AnthropicErrors.unauthorized("x-api-key header is required");
        }
        if (key.equals("bad-key")) {
            throw AnthropicErrors.unauthorized("invalid x-api-key");
        }
        return key;
    }

    private Ask parse(Call call, String key, boolean toAnswer) throws IOException {
        Body body = call.body()
                .orElseThrow(() ->
                        AnthropicErrors.error(413, "request_too_large", "Request exceeds the maximum allowed size"));
        ObjectNode json = Json.parsed(body.text())
                .orElseThrow(() -> AnthropicErrors.invalid("The request body is not valid JSON"));
        if (!Json.has(json, "model")) {
            throw AnthropicErrors.invalid("model: Field required");
        }
        return new AnthropicRequest(json, known(Json.text(json, "model")), toAnswer).ask(key, body.bytes());
    }

    private String known(String model) {
        if (model.isEmpty() || !models.knows(PROVIDER, model)) {
            throw AnthropicErrors.notFound("model: " + model);
        }
        return model;
    }

    private ObjectNode list() {
        ObjectNode list = Json.object();
        ArrayNode data = list.putArray("data");
        models.ids(PROVIDER).forEach(id -> data.add(model(id)));
        list.put("has_more", false);
        list.put("first_id", data.isEmpty() ? null : data.get(0).path("id").asText());
        return list.put(
                "last_id",
                data.isEmpty() ? null : data.get(data.size() - 1).path("id").asText());
    }

    private static ObjectNode model(String id) {
        return Json.object()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id)
                .put("created_at", "2025-01-01T00:00:00Z");
    }
}
