package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tokens.Usage;

/// Gemini: `promptTokenCount` includes cached content; thoughts stand beside the candidates and are billed with them.
final class GeminiUsage {
    private static final String PROMPT = "promptTokenCount";
    private static final String CANDIDATES = "candidatesTokenCount";

    private GeminiUsage() {}

    static ReportedUsage read(JsonNode raw) {
        return UsageFields.read(raw, fields -> {
            long prompt = fields.required(PROMPT);
            long read = fields.orZero("cachedContentTokenCount");
            long fresh = UsageFields.rest(PROMPT, prompt, "cachedContentTokenCount", read);
            long thoughts = fields.orZero("thoughtsTokenCount");
            long candidates = candidates(fields, prompt + thoughts);
            fields.requireWithinTotal("totalTokenCount", prompt + candidates + thoughts);
            return new Usage(fresh, read, 0, 0, candidates + thoughts, thoughts);
        });
    }

    /// A reply without text has no such field; that it counts as none is believed when the total says so.
    private static long candidates(UsageFields fields, long allElse) {
        var total = fields.optional("totalTokenCount");
        boolean nothingSaid =
                fields.optional(CANDIDATES).isEmpty() && total.isPresent() && total.getAsLong() == allElse;
        return nothingSaid ? 0 : fields.required(CANDIDATES);
    }
}
