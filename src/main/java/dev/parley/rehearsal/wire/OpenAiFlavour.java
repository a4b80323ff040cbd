package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheAsk;
import java.util.Map;

/// OpenAI itself.
final class OpenAiFlavour implements ChatFlavour {
    private final OpenAiErrors errors = new OpenAiErrors();

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public void check(JsonNode request, String model) {
        if (Traits.openAiReasons(model)) {
            checkReasoning(request);
        } else if (Json.has(request, "reasoning_effort")) {
            throw errors.invalid(
                    "Unsupported parameter: 'reasoning_effort' is not supported with this model.",
                    "reasoning_effort",
                    "unsupported_parameter");
        }
        if (!Json.number(request, "temperature", value -> value >= 0 && value <= 2)) {
            throw outOfRange("temperature", request, "0", "2");
        }
        if (!Json.number(request, "top_p", value -> value >= 0 && value <= 1)) {
            throw outOfRange("top_p", request, "0", "1");
        }
        if (Json.has(request, "stream_options") && !request.path("stream").asBoolean()) {
            throw errors.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                    "stream_options",
                    "invalid_value");
        }
    }

    private void checkReasoning(JsonNode request) {
        if (Json.has(request, "max_tokens")) {
            throw errors.invalid(
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                            + " 'max_completion_tokens' instead.",
                    "max_tokens",
                    "unsupported_parameter");
        }
        for (String field : new String[] {"temperature", "top_p"}) {
            if (!Json.number(request, field, value -> value == 1)) {
                throw errors.invalid(
                        "Unsupported value: '%s' does not support %s with this model. Only the default (1) value is"
                                        .formatted(field, request.path(field))
                                + " supported.",
                        field,
                        "unsupported_value");
            }
        }
    }

    private Rejection outOfRange(String field, JsonNode request, String lowest, String highest) {
        double value = request.path(field).asDouble();
        return value < 0
                ? errors.invalid(
                        "Invalid '%s': decimal below minimum value. Expected a value >= %s, but got %s instead."
                                .formatted(field, lowest, request.path(field)),
                        field,
                        "decimal_below_min_value")
                : errors.invalid(
                        "Invalid '%s': decimal above maximum value. Expected a value <= %s, but got %s instead."
                                .formatted(field, highest, request.path(field)),
                        field,
                        "decimal_above_max_value");
    }

    @Override
    public CacheAsk cache(JsonNode request, String model, ChatBlocks blocks) {
        return OpenAiCaching.ask(request, model, blocks, errors);
    }

    @Override
    public double reasoning(JsonNode request, String model) {
        return Traits.openAiReasons(model) ? Effort.factor(Json.text(request, "reasoning_effort")) : 0;
    }

    @Override
    public ObjectNode usage(TokenBill bill, String model) {
        ObjectNode usage = OtherFlavour.plainUsage(bill);
        ObjectNode prompt = usage.putObject("prompt_tokens_details")
                .put("cached_tokens", bill.cacheRead())
                .put("audio_tokens", 0);
        if (Traits.openAiBillsWrites(model)) {
            prompt.put("cache_write_tokens", bill.cacheWrite());
        }
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", bill.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    @Override
    public String newId() {
        return Ids.letters("chatcmpl-", 29);
    }

    @Override
    public void mark(ObjectNode reply) {
        reply.put("service_tier", "default").put("system_fingerprint", "fp_7c1d3f9e2b");
    }

    @Override
    public boolean usageUnasked() {
        return false;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-request-id", "req_" + Ids.hex(), "openai-version", "2020-10-01");
    }

    @Override
    public ChatErrors errors() {
        return errors;
    }
}
