package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tokens.Usage;

/// DeepSeek: fresh input and cache reads have fields of their own.
final class DeepSeekUsage {
    private DeepSeekUsage() {}

    static ReportedUsage read(JsonNode raw) {
        return UsageFields.read(raw, fields -> {
            long fresh = fields.required("prompt_cache_miss_tokens");
            long read = fields.required("prompt_cache_hit_tokens");
            fields.optional("prompt_tokens")
                    .ifPresent(whole ->
                            UsageFields.requireEqual("prompt_tokens", whole, "the sum of its parts", fresh + read));
            long output = fields.required("completion_tokens");
            long reasoning = fields.orZero("completion_tokens_details", "reasoning_tokens");
            UsageFields.rest("completion_tokens", output, "reasoning_tokens", reasoning);
            fields.requireWithinTotal("total_tokens", fresh + read + output);
            return new Usage(fresh, read, 0, 0, output, reasoning);
        });
    }
}
