package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.wire.Ask.Target;
import dev.parley.rehearsal.wire.Ask.Wishes;
import java.util.ArrayList;
import java.util.List;

/// Reads and checks one request to the Messages API: tools, then system, then messages, as the prefix runs.
final class AnthropicRequest {
    private final ObjectNode json;
    private final String model;
    private final boolean toAnswer;
    private final Prompt.Builder prompt = new Prompt.Builder();
    private final AnthropicMarks marks = new AnthropicMarks();

    /// @param toAnswer false when its tokens are only to be counted
    AnthropicRequest(ObjectNode json, String model, boolean toAnswer) {
        this.json = json;
        this.model = model;
        this.toAnswer = toAnswer;
    }

    Ask ask(String apiKey, int bodyBytes) {
        if (toAnswer) {
            checkSettings();
        }
        tools();
        system();
        messages();
        marks.automatic(json.path("cache_control"), prompt.lastBlock());
        return new Ask(
                new Target(AnthropicWire.PROVIDER, apiKey, model, Traits.version(model)),
                prompt.build(),
                marks.ask(Traits.anthropicCacheMinTokens(model)),
                wishes(),
                bodyBytes);
    }

    private void checkSettings() {
        if (!Json.has(json, "max_tokens")) {
            throw AnthropicErrors.invalid("max_tokens: Field required");
        }
        JsonNode maxTokens = json.path("max_tokens");
        if (!maxTokens.isInt()) {
            throw AnthropicErrors.invalid("max_tokens: Input should be a valid integer");
        }
        if (maxTokens.intValue() < 1) {
            throw AnthropicErrors.invalid("max_tokens: Input should be greater than or equal to 1");
        }
        if (!Json.number(json, "temperature", value -> value >= 0 && value <= 1)) {
            throw AnthropicErrors.invalid("temperature: range: 0..1");
        }
        if (!Json.number(json, "top_p", value -> value >= 0 && value <= 1)) {
            throw AnthropicErrors.invalid("top_p: range: 0..1");
        }
    }

    private void tools() {
        for (JsonNode tool : json.path("tools")) {
            prompt.begin("tool");
            prompt.block(unmarked(tool));
            marks.at("tools." + prompt.lastBlock(), tool.path("cache_control"), prompt.lastBlock());
        }
    }

    private void system() {
        JsonNode system = json.path("system");
        if (system.isMissingNode() || system.isNull()) {
            return;
        }
        prompt.begin("system");
        content("system", system);
        prompt.endSystem();
    }

    private void messages() {
        JsonNode messages = json.path("messages");
        if (!messages.isArray()) {
            throw AnthropicErrors.invalid("messages: Field required");
        }
        if (messages.isEmpty()) {
            throw AnthropicErrors.invalid("messages: at least one message is required");
        }
        for (int i = 0; i < messages.size(); i++) {
            message(i, messages.get(i));
        }
        boolean endsWithOwn =
                messages.get(messages.size() - 1).path("role").asText().equals("assistant");
        if (endsWithOwn && Traits.refusesPrefill(model)) {
            throw AnthropicErrors.invalid("This model does not support assistant message prefill. "
                    + "The conversation must end with a user message.");
        }
    }

    private void message(int index, JsonNode message) {
        String role = Json.text(message, "role");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw AnthropicErrors.invalid("messages: Unexpected role \"" + role
                    + "\". Allowed roles are \"user\" or \"assistant\". For the system prompt use the top-level"
                    + " `system` parameter");
        }
        if (index == 0 && role.equals("assistant")) {
            throw AnthropicErrors.invalid("messages: first message must use the \"user\" role");
        }
        if (!Json.has(message, "content")) {
            throw AnthropicErrors.invalid("messages." + index + ".content: Field required");
        }
        prompt.begin(role);
        content("messages." + index + ".content", message.path("content"));
        prompt.endTurn(role.equals("assistant"));
    }

    private void content(String where, JsonNode content) {
        if (content.isTextual()) {
            text(where, content.textValue());
            return;
        }
        if (!content.isArray()) {
            throw AnthropicErrors.invalid(where + ": Input should be a valid string or list");
        }
        if (content.isEmpty() && !where.equals("system")) {
            throw AnthropicErrors.invalid(where + ": must have non-empty content");
        }
        for (int i = 0; i < content.size(); i++) {
            JsonNode block = content.get(i);
            String at = where + "." + i;
            if (Json.text(block, "type").equals("text")) {
                text(at + ".text", Json.text(block, "text"));
            } else if (Json.has(block, "type")) {
                prompt.block(unmarked(block));
            } else {
                throw AnthropicErrors.invalid(at + ".type: Field required");
            }
            marks.at(at, block.path("cache_control"), prompt.lastBlock());
        }
    }

    private void text(String where, String text) {
        if (text.isEmpty() && where.startsWith("messages")) {
            throw AnthropicErrors.invalid("messages: text content blocks must be non-empty");
        }
        prompt.text(text);
    }

    private static String unmarked(JsonNode block) {
        return block instanceof ObjectNode object && object.has("cache_control")
                ? object.deepCopy().without("cache_control").toString()
                : block.toString();
    }

    private Wishes wishes() {
        List<String> stops = new ArrayList<>();
        json.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        String thinking = Json.text(json.path("thinking"), "type");
        double reasoning = thinking.equals("enabled") || thinking.equals("adaptive")
                ? Effort.factor(Json.text(json.path("output_config"), "effort"))
                : 0;
        return new Wishes(
                toAnswer ? json.path("max_tokens").intValue() : null,
                stops,
                reasoning,
                null,
                json.path("stream").asBoolean(),
                true);
    }
}
