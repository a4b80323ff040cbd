package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.PrefixRules;
import dev.parley.rehearsal.fault.Fault;
import java.time.Duration;
import java.util.Map;

/// DeepSeek: a cache on disk in units of 64 tokens, kept for hours; thinking by the model's name or by `thinking`.
final class DeepSeekFlavour implements ChatFlavour {
    private static final PrefixRules DISK =
            new PrefixRules(64, 64, Duration.ofHours(3), Duration.ofHours(6), Duration.ofDays(3), 0);
    private static final Errors ERRORS = new Errors(new OpenAiErrors());

    @Override
    public String provider() {
        return "deepseek";
    }

    @Override
    public void check(JsonNode request, String model) {
        if (!Json.number(request, "temperature", value -> value >= 0 && value <= 2)) {
            throw ERRORS.invalid("Invalid temperature value, the valid range of temperature is [0, 2]", "", "");
        }
        if (!Json.number(request, "top_p", value -> value > 0 && value <= 1)) {
            throw ERRORS.invalid("Invalid top_p value, the valid range of top_p is (0, 1.0]", "", "");
        }
    }

    @Override
    public CacheAsk cache(JsonNode request, String model, ChatBlocks blocks) {
        return new CacheAsk.Prefix(DISK, null);
    }

    @Override
    public double reasoning(JsonNode request, String model) {
        String thinking = Json.text(request.path("thinking"), "type");
        boolean thinks = thinking.isEmpty() ? model.contains("reasoner") : thinking.equals("enabled");
        return thinks ? Effort.factor(Json.text(request, "reasoning_effort")) : 0;
    }

    @Override
    public ObjectNode usage(TokenBill bill, String model) {
        ObjectNode usage = OtherFlavour.plainUsage(bill);
        usage.putObject("prompt_tokens_details").put("cached_tokens", bill.cacheRead());
        if (bill.reasoning() > 0) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", bill.reasoning());
        }
        return usage.put("prompt_cache_hit_tokens", bill.cacheRead()).put("prompt_cache_miss_tokens", bill.input());
    }

    @Override
    public String newId() {
        return Ids.uuid();
    }

    @Override
    public void mark(ObjectNode reply) {
        reply.put("system_fingerprint", "fp_eaab8d114b_prod0820_fp8_kvcache");
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-ds-trace-id", Ids.hex());
    }

    @Override
    public ChatErrors errors() {
        return ERRORS;
    }

    private record Errors(OpenAiErrors shape) implements ChatErrors {
        private static final String INVALID = "invalid_request_error";

        private static Rejection error(int status, String message, String type) {
            return OpenAiErrors.error(status, message, type, null, INVALID);
        }

        @Override
        public Rejection noKey() {
            return error(401, "Authentication Fails (governor)", "authentication_error");
        }

        @Override
        public Rejection badKey(String key) {
            return error(401, "Authentication Fails, Your api key: ****-key is invalid", "authentication_error");
        }

        @Override
        public Rejection unknownModel(String model) {
            return error(400, "Model Not Exist", INVALID);
        }

        @Override
        public Rejection malformed() {
            return error(400, "Failed to parse the request body as JSON", INVALID);
        }

        @Override
        public Rejection tooLarge() {
            return shape.tooLarge();
        }

        @Override
        public Rejection missing(String field) {
            return error(
                    422,
                    "Failed to deserialize the JSON body into the target type: missing field `" + field + "`",
                    INVALID);
        }

        @Override
        public Rejection invalid(String message, String field, String code) {
            return error(400, message, INVALID);
        }

        @Override
        public Rejection failed(Fault fault) {
            return shape.failed(fault);
        }

        @Override
        public Rejection tooLong(int tokens, int windowTokens) {
            return error(
                    400,
                    "This model's maximum context length is %d tokens. However, you requested %d tokens."
                            .formatted(windowTokens, tokens),
                    INVALID);
        }
    }
}
