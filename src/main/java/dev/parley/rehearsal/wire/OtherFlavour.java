package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.BreakpointRules;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.Mark;
import dev.parley.rehearsal.cache.PrefixRules;
import dev.parley.rehearsal.cache.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Any other vendor with an OpenAI-shaped address. Prefixes are cached unasked, without a charge for writing; parts
/// with `cache_control` are cached as Qwen does it: 5 minutes, refreshed by reading, writes billed.
record OtherFlavour(String provider) implements ChatFlavour {
    private static final OpenAiErrors ERRORS = new OpenAiErrors();
    private static final PrefixRules AUTOMATIC =
            new PrefixRules(1024, 128, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(1), 0);
    private static final BreakpointRules EXPLICIT = new BreakpointRules(1024, 20, 4, 4);

    static ObjectNode plainUsage(TokenBill bill) {
        return Json.object()
                .put("prompt_tokens", bill.totalInput())
                .put("completion_tokens", bill.output())
                .put("total_tokens", bill.totalInput() + bill.output());
    }

    @Override
    public void check(JsonNode request, String model) {
        if (!Json.number(request, "temperature", value -> value >= 0 && value <= 2)) {
            throw ERRORS.invalid("'temperature' must be between 0 and 2.", "temperature", "invalid_value");
        }
    }

    @Override
    public CacheAsk cache(JsonNode request, String model, ChatBlocks blocks) {
        if (blocks.marked().isEmpty()) {
            return new CacheAsk.Prefix(AUTOMATIC, OpenAiCaching.affinityKey(request));
        }
        List<Mark> marks = blocks.marked().stream()
                .map(marked -> new Mark(marked.block(), Ttl.MINUTES_5))
                .toList();
        return CacheAsk.Breakpoints.at(marks, EXPLICIT);
    }

    @Override
    public double reasoning(JsonNode request, String model) {
        return 0;
    }

    @Override
    public ObjectNode usage(TokenBill bill, String model) {
        ObjectNode usage = plainUsage(bill);
        ObjectNode prompt = usage.putObject("prompt_tokens_details").put("cached_tokens", bill.cacheRead());
        if (provider.equals("alibaba")) {
            prompt.put("cache_creation_input_tokens", bill.cacheWrite());
            prompt.putObject("cache_creation").put("ephemeral_5m_input_tokens", bill.cacheWrite5m());
        }
        return usage;
    }

    @Override
    public String newId() {
        return Ids.letters("chatcmpl-", 29);
    }

    @Override
    public void mark(ObjectNode reply) {
        // Nothing of its own.
    }

    @Override
    public boolean usageUnasked() {
        return false;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public ChatErrors errors() {
        return ERRORS;
    }
}
