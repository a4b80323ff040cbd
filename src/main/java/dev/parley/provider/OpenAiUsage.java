package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tokens.Usage;

/// OpenAI Chat Completions: `prompt_tokens` includes what was read from the cache and written to it,
/// `completion_tokens` includes reasoning. Writes count as the 5m class.
final class OpenAiUsage {
    private static final String PROMPT = "prompt_tokens";
    private static final String COMPLETION = "completion_tokens";
    private static final String REASONING = "reasoning_tokens";

    private OpenAiUsage() {}

    static ReportedUsage read(JsonNode raw) {
        return UsageFields.read(raw, fields -> {
            long output = fields.required(COMPLETION);
            long reasoning = reasoning(fields);
            UsageFields.rest(COMPLETION, output, REASONING, reasoning);
            return usage(fields, output, reasoning);
        });
    }

    /// For providers that may count reasoning beside `completion_tokens`, as xAI does: the total says which it is.
    static ReportedUsage readReasoningBeside(JsonNode raw) {
        return UsageFields.read(raw, fields -> {
            long completion = fields.required(COMPLETION);
            long reasoning = reasoning(fields);
            long withBoth = fields.required(PROMPT) + completion + reasoning;
            boolean beside = reasoning > 0 && fields.orZero("total_tokens") == withBoth;
            long output = beside ? completion + reasoning : completion;
            UsageFields.rest(COMPLETION, output, REASONING, reasoning);
            return usage(fields, output, reasoning);
        });
    }

    private static long reasoning(UsageFields fields) {
        return fields.orZero("completion_tokens_details", REASONING);
    }

    private static Usage usage(UsageFields fields, long output, long reasoning) {
        long read = fields.orZero("prompt_tokens_details", "cached_tokens");
        long written = fields.orZero("prompt_tokens_details", "cache_write_tokens");
        long prompt = fields.required(PROMPT);
        fields.requireWithinTotal("total_tokens", prompt + output);
        long fresh = UsageFields.rest(PROMPT, prompt, "cached and written tokens", read + written);
        return new Usage(fresh, read, written, 0, output, reasoning);
    }
}
