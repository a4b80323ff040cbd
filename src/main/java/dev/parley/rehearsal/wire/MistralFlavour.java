package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.PrefixRules;
import java.time.Duration;
import java.util.Map;

/// Mistral: caches for requests that share a `prompt_cache_key`, and sends a stream's usage unasked.
final class MistralFlavour implements ChatFlavour {
    private static final PrefixRules KEYED =
            new PrefixRules(64, 64, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(1), 0);
    private static final MistralErrors ERRORS = new MistralErrors();

    @Override
    public String provider() {
        return "mistral";
    }

    @Override
    public void check(JsonNode request, String model) {
        if (!Json.number(request, "temperature", value -> value >= 0 && value <= 1.5)) {
            throw MistralErrors.unprocessable("less_than_equal", "temperature", "Input should be between 0 and 1.5");
        }
        if (!Json.number(request, "top_p", value -> value > 0 && value <= 1)) {
            throw MistralErrors.unprocessable("less_than_equal", "top_p", "Input should be between 0 and 1");
        }
        JsonNode messages = request.path("messages");
        JsonNode last = messages.get(messages.size() - 1);
        String role = Json.text(last, "role");
        boolean prefix = role.equals("assistant") && last.path("prefix").asBoolean();
        if (!role.equals("user") && !role.equals("tool") && !prefix) {
            throw MistralErrors.error(
                    400,
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got " + role,
                    "invalid_request_message_order",
                    "3230");
        }
    }

    @Override
    public CacheAsk cache(JsonNode request, String model, ChatBlocks blocks) {
        String key = OpenAiCaching.affinityKey(request);
        return key == null ? new CacheAsk.None() : new CacheAsk.Prefix(KEYED, key);
    }

    @Override
    public double reasoning(JsonNode request, String model) {
        return model.startsWith("magistral") ? Effort.factor(Json.text(request, "reasoning_effort")) : 0;
    }

    @Override
    public ObjectNode usage(TokenBill bill, String model) {
        ObjectNode usage = OtherFlavour.plainUsage(bill);
        usage.putObject("prompt_tokens_details").put("cached_tokens", bill.cacheRead());
        return usage;
    }

    @Override
    public String newId() {
        return Ids.hex();
    }

    @Override
    public void mark(ObjectNode reply) {
        // Nothing of its own.
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-request-id", Ids.uuid());
    }

    @Override
    public ChatErrors errors() {
        return ERRORS;
    }
}
