package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.cache.Ttl;
import dev.parley.tokens.Usage;
import java.util.List;
import java.util.Set;

/// Anthropic: `input_tokens` is fresh input alone; reads and writes stand beside it. The first event of a stream holds
/// the input, the last one the output, and may repeat everything.
final class AnthropicUsage {
    private static final String WRITTEN = "cache_creation_input_tokens";
    private static final String SPLIT = "cache_creation";
    private static final String IN_5M = "ephemeral_5m_input_tokens";
    private static final String IN_1H = "ephemeral_1h_input_tokens";

    private AnthropicUsage() {}

    /// @param parts the usage objects of a stream in the order of arrival; of the first event's, the input part
    static ReportedUsage read(List<JsonNode> parts, CachePlan plan) {
        if (parts.isEmpty()) {
            return new ReportedUsage.Missing("the reply holds no usage", null);
        }
        var merged = JsonNodeFactory.instance.objectNode();
        for (var part : parts) {
            part.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    merged.set(field.getKey(), field.getValue());
                }
            });
        }
        return UsageFields.read(merged, fields -> usage(fields, plan));
    }

    private static Usage usage(UsageFields fields, CachePlan plan) {
        long output = fields.required("output_tokens");
        long thinking = fields.orZero("output_tokens_details", "thinking_tokens");
        UsageFields.rest("output_tokens", output, "thinking_tokens", thinking);
        long in5m = fields.orZero(SPLIT, IN_5M);
        long in1h = fields.orZero(SPLIT, IN_1H);
        long written = fields.optional(WRITTEN).orElse(in5m + in1h);
        if (fields.raw().path(SPLIT).isObject()) {
            UsageFields.requireEqual(WRITTEN, written, "the sum of its parts", in5m + in1h);
        } else if (written > 0) {
            if (askedTtl(plan) == Ttl.ONE_HOUR) {
                in1h = written;
            } else {
                in5m = written;
            }
        }
        return new Usage(
                fields.required("input_tokens"),
                fields.orZero("cache_read_input_tokens"),
                in5m,
                in1h,
                output,
                thinking);
    }

    /// The one TTL that was asked for; five minutes is the provider's own when nothing was.
    private static Ttl askedTtl(CachePlan plan) {
        var asked = List.copyOf(Set.copyOf(plan.breakpoints().values()));
        if (asked.size() > 1) {
            throw UsageFields.contradiction("5m and 1h writes were asked for and are not told apart");
        }
        return asked.isEmpty() ? Ttl.FIVE_MINUTES : asked.getFirst();
    }
}
