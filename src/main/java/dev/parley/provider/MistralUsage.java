package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tokens.Usage;

/// Mistral: `prompt_tokens` includes cached tokens, which stand in one of two places.
final class MistralUsage {
    private MistralUsage() {}

    static ReportedUsage read(JsonNode raw) {
        return UsageFields.read(raw, fields -> {
            var inDetails = fields.optional("prompt_tokens_details", "cached_tokens");
            var beside = fields.optional("num_cached_tokens");
            if (inDetails.isPresent() && beside.isPresent()) {
                UsageFields.requireEqual(
                        "cached_tokens", inDetails.getAsLong(), "num_cached_tokens", beside.getAsLong());
            }
            long read = inDetails.orElse(beside.orElse(0));
            long prompt = fields.required("prompt_tokens");
            long output = fields.required("completion_tokens");
            fields.requireWithinTotal("total_tokens", prompt + output);
            return new Usage(UsageFields.rest("prompt_tokens", prompt, "cached tokens", read), read, 0, 0, output, 0);
        });
    }
}
