package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.wire.Call.Body;
import java.io.IOException;

/// Google's Gemini API: generateContent, its two streams, and countTokens.
public final class GeminiWire implements Wire {
    static final String PROVIDER = "google";
    private static final String MODELS = "/v1beta/models";

    private final Reception reception;
    private final Models models;

    GeminiWire(Reception reception, Models models) {
        this.reception = reception;
        this.models = models;
    }

    @Override
    public void serve(Call call, String path) throws IOException {
        String key = key(call);
        boolean get = call.method().equals("GET");
        if (get && path.equals(MODELS)) {
            call.json(200, list());
        } else if (get && path.startsWith(MODELS + "/")) {
            call.json(200, model(known(path.substring(MODELS.length() + 1), "getModel")));
        } else if (call.method().equals("POST") && path.startsWith(MODELS + "/") && path.indexOf(':') > 0) {
            String named = path.substring(MODELS.length() + 1);
            int colon = named.indexOf(':');
            generate(call, key, named.substring(0, colon), named.substring(colon + 1));
        } else {
            throw GeminiErrors.error(404, "NOT_FOUND", "Requested entity was not found.");
        }
    }

    private void generate(Call call, String key, String model, String method) throws IOException {
        known(model, method);
        Body body = call.body().orElseThrow(() -> GeminiErrors.invalid("Request payload size exceeds the limit"));
        ObjectNode json = Json.parsed(body.text())
                .orElseThrow(() -> GeminiErrors.invalid("Invalid JSON payload received. Unexpected token."));
        boolean stream = method.equals("streamGenerateContent");
        if (!stream && !method.equals("generateContent") && !method.equals("countTokens")) {
            throw GeminiErrors.unknownModel(model, method);
        }
        boolean counted = method.equals("countTokens");
        ObjectNode request = counted && json.path("generateContentRequest") instanceof ObjectNode inner ? inner : json;
        Ask ask = new GeminiRequest(request, model, stream).ask(key, body.bytes());
        if (counted) {
            call.json(
                    200, Json.object().put("totalTokens", reception.measure(ask).total()));
        } else {
            reception.serve(call, ask, new GeminiDialect(call.query("alt").equals("sse")));
        }
    }

    private static String key(Call call) {
        String key = call.header("x-goog-api-key").isEmpty() ? call.query("key") : call.header("x-goog-api-key");
        if (key.isEmpty()) {
            throw GeminiErrors.noKey();
        }
        if (key.equals("bad-key")) {
            throw GeminiErrors.badKey();
        }
        return key;
    }

    private String known(String model, String method) {
        if (model.isEmpty() || !models.knows(PROVIDER, model)) {
            throw GeminiErrors.unknownModel(model, method);
        }
        return model;
    }

    private ObjectNode list() {
        ObjectNode list = Json.object();
        ArrayNode entries = list.putArray("models");
        models.ids(PROVIDER).forEach(id -> entries.add(model(id)));
        return list;
    }

    private static ObjectNode model(String id) {
        ObjectNode model =
                Json.object().put("name", "models/" + id).put("version", "001").put("displayName", id);
        model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        return model;
    }
}
