package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.wire.Ask.Target;
import dev.parley.rehearsal.wire.Ask.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and checks one Chat Completions request: tools, then the messages in order.
final class ChatRequest {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final List<String> BREAKPOINTS = List.of("prompt_cache_breakpoint", "cache_control");

    private final ObjectNode json;
    private final String model;
    private final ChatFlavour flavour;
    private final Prompt.Builder prompt = new Prompt.Builder();
    private final List<Integer> messageEnds = new ArrayList<>();
    private final List<ChatBlocks.Marked> marked = new ArrayList<>();

    ChatRequest(ObjectNode json, String model, ChatFlavour flavour) {
        this.json = json;
        this.model = model;
        this.flavour = flavour;
    }

    Ask ask(String apiKey, int bodyBytes) {
        messages();
        checkLimits();
        flavour.check(json, model);
        return new Ask(
                new Target(flavour.provider(), apiKey, model, version()),
                prompt.build(),
                flavour.cache(json, model, new ChatBlocks(messageEnds, marked)),
                wishes(),
                bodyBytes);
    }

    private String version() {
        return flavour.provider().equals("openai") ? Traits.version(model) : model;
    }

    private void checkLimits() {
        for (String field : List.of("max_tokens", "max_completion_tokens")) {
            JsonNode value = json.path(field);
            if (Json.has(json, field) && (!value.isInt() || value.intValue() < 1)) {
                throw flavour.errors()
                        .invalid(
                                "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %s instead."
                                        .formatted(field, value),
                                field,
                                "integer_below_min_value");
            }
        }
    }

    private void messages() {
        for (JsonNode tool : json.path("tools")) {
            prompt.begin("tool");
            prompt.block(tool.toString());
        }
        JsonNode messages = json.path("messages");
        if (!messages.isArray()) {
            throw flavour.errors().missing("messages");
        }
        if (messages.isEmpty()) {
            throw flavour.errors()
                    .invalid(
                            "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
                                    + " empty array instead.",
                            "messages",
                            "empty_array");
        }
        for (int i = 0; i < messages.size(); i++) {
            message("messages[" + i + "]", messages.get(i));
        }
    }

    private void message(String where, JsonNode message) {
        String role = Json.text(message, "role");
        if (!ROLES.contains(role)) {
            throw flavour.errors()
                    .invalid(
                            "Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user', 'function',"
                                            .formatted(role)
                                    + " 'tool', and 'developer'.",
                            where + ".role",
                            "invalid_value");
        }
        prompt.begin(role + Json.text(message, "name"));
        content(where, role, message);
        if (role.equals("system") || role.equals("developer")) {
            prompt.endSystem();
        } else {
            prompt.endTurn(role.equals("assistant"));
        }
        messageEnds.add(prompt.lastBlock());
    }

    private void content(String where, String role, JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            prompt.text(content.textValue());
        } else if (content.isArray()) {
            content.forEach(this::part);
        } else if (!role.equals("assistant")) {
            throw flavour.errors()
                    .invalid(
                            "Invalid value for 'content': expected a string, got null.",
                            where + ".content",
                            "invalid_type");
        }
        if (message.path("tool_calls").isArray() || (!content.isTextual() && content.isEmpty())) {
            prompt.block(message.path("tool_calls").toString());
        }
    }

    private void part(JsonNode part) {
        if (part.path("text").isTextual()) {
            prompt.text(part.path("text").textValue());
        } else {
            prompt.block(part.toString());
        }
        for (String field : BREAKPOINTS) {
            if (Json.has(part, field)) {
                marked.add(new ChatBlocks.Marked(prompt.lastBlock(), part.path(field)));
            }
        }
    }

    private Wishes wishes() {
        List<String> stops = new ArrayList<>();
        JsonNode stop = json.path("stop");
        if (stop.isTextual()) {
            stops.add(stop.textValue());
        }
        stop.forEach(each -> stops.add(each.asText()));
        return new Wishes(
                maxTokens(),
                stops,
                flavour.reasoning(json, model),
                seed(),
                json.path("stream").asBoolean(),
                json.path("stream_options").path("include_usage").asBoolean());
    }

    private @Nullable Integer maxTokens() {
        JsonNode limit =
                Json.has(json, "max_completion_tokens") ? json.path("max_completion_tokens") : json.path("max_tokens");
        return limit.isInt() ? limit.intValue() : null;
    }

    private @Nullable Long seed() {
        JsonNode seed = Json.has(json, "random_seed") ? json.path("random_seed") : json.path("seed");
        return seed.isIntegralNumber() ? seed.longValue() : null;
    }
}
