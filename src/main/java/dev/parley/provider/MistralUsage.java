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
            long fresh = UsageFields.rest("prompt_tokens", fields.required("prompt_tokens"), "cached tokens", read);
            return new Usage(fresh, read, 0, 0, fields.required("completion_tokens"), 0);
        });
    }
}
