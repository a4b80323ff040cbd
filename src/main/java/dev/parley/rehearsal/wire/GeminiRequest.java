package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.PrefixRules;
import dev.parley.rehearsal.wire.Ask.Target;
import dev.parley.rehearsal.wire.Ask.Wishes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads and checks one generateContent request; takes the field names in both of Google's spellings.
final class GeminiRequest {
    private static final int FLASH_MIN_TOKENS = 1024;
    private static final int PRO_MIN_TOKENS = 4096;
    /// A hit is likely and never promised.
    private static final double OVERFLOW = 0.15;

    private final ObjectNode json;
    private final String model;
    private final boolean stream;
    private final Prompt.Builder prompt = new Prompt.Builder();

    GeminiRequest(ObjectNode json, String model, boolean stream) {
        this.json = json;
        this.model = model;
        this.stream = stream;
    }

    Ask ask(String apiKey, int bodyBytes) {
        if (json.path("cachedContent").isTextual()) {
            throw GeminiErrors.error(403, "PERMISSION_DENIED", "CachedContent not found (or permission denied)");
        }
        for (JsonNode tool : json.path("tools")) {
            prompt.begin("tool");
            prompt.block(tool.toString());
        }
        JsonNode system = either(json, "systemInstruction", "system_instruction");
        if (system.isObject()) {
            prompt.begin("system");
            parts(system);
            prompt.endSystem();
        }
        contents();
        JsonNode config = either(json, "generationConfig", "generation_config");
        check(config);
        return new Ask(
                new Target(GeminiWire.PROVIDER, apiKey, model, model),
                prompt.build(),
                new CacheAsk.Prefix(rules(), null),
                wishes(config),
                bodyBytes);
    }

    private PrefixRules rules() {
        return new PrefixRules(
                model.contains("pro") ? PRO_MIN_TOKENS : FLASH_MIN_TOKENS,
                1,
                Duration.ofMinutes(5),
                Duration.ofMinutes(8),
                Duration.ofHours(1),
                OVERFLOW);
    }

    private void contents() {
        JsonNode contents = json.path("contents");
        if (!contents.isArray() || contents.isEmpty()) {
            throw GeminiErrors.invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.get(i);
            String role = content.path("role").asText("user");
            if (!role.equals("user") && !role.equals("model") && !role.equals("function")) {
                throw GeminiErrors.invalid("Please use a valid role: user, model.");
            }
            if (!content.path("parts").isArray() || content.path("parts").isEmpty()) {
                throw GeminiErrors.invalid(
                        "* GenerateContentRequest.contents[%d].parts: contents.parts must not be empty.\n"
                                .formatted(i));
            }
            prompt.begin(role);
            parts(content);
            prompt.endTurn(role.equals("model"));
        }
    }

    private void parts(JsonNode content) {
        for (JsonNode part : content.path("parts")) {
            if (part.path("text").isTextual()) {
                prompt.text(part.path("text").textValue());
            } else {
                prompt.block(part.toString());
            }
        }
    }

    private static void check(JsonNode config) {
        if (!Json.number(config, "temperature", value -> value >= 0 && value <= 2)) {
            throw GeminiErrors.invalid(
                    "* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n");
        }
        if (!Json.number(config, "topP", value -> value >= 0 && value <= 1)) {
            throw GeminiErrors.invalid(
                    "* GenerateContentRequest.generation_config.top_p: top_p must be in the range [0.0, 1.0].\n");
        }
        JsonNode limit = either(config, "maxOutputTokens", "max_output_tokens");
        if (limit.isNumber() && limit.asLong() < 1) {
            throw GeminiErrors.invalid(
                    "* GenerateContentRequest.generation_config.max_output_tokens: max_output_tokens must be positive.\n");
        }
    }

    private Wishes wishes(JsonNode config) {
        List<String> stops = new ArrayList<>();
        either(config, "stopSequences", "stop_sequences").forEach(stop -> stops.add(stop.asText()));
        JsonNode limit = either(config, "maxOutputTokens", "max_output_tokens");
        return new Wishes(
                limit.isInt() ? limit.intValue() : null, stops, reasoning(config), seed(config), stream, true);
    }

    private static @Nullable Long seed(JsonNode config) {
        JsonNode seed = config.path("seed");
        return seed.isIntegralNumber() ? seed.longValue() : null;
    }

    private double reasoning(JsonNode config) {
        JsonNode thinking = either(config, "thinkingConfig", "thinking_config");
        JsonNode budget = either(thinking, "thinkingBudget", "thinking_budget");
        if (!Traits.geminiReasons(model) || budget.asInt(-1) == 0) {
            return 0;
        }
        return Effort.factor(
                either(thinking, "thinkingLevel", "thinking_level").asText("").toLowerCase(Locale.ROOT));
    }

    private static JsonNode either(JsonNode node, String field, String otherSpelling) {
        return node.has(field) ? node.path(field) : node.path(otherSpelling);
    }
}
