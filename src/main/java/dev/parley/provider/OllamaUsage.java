package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tokens.Usage;
import java.util.List;

/// Ollama: two counts among the fields of the last line; a cache is not told of.
final class OllamaUsage {
    static final List<String> COUNTS = List.of("prompt_eval_count", "eval_count");

    private OllamaUsage() {}

    /// The counts alone, without the text around them; no object when neither is there.
    static JsonNode part(JsonNode line) {
        var part = JsonNodeFactory.instance.objectNode();
        for (var name : COUNTS) {
            if (line.has(name)) {
                part.set(name, line.get(name));
            }
        }
        return part.isEmpty() ? JsonNodeFactory.instance.missingNode() : part;
    }

    static ReportedUsage read(JsonNode raw) {
        return UsageFields.read(
                raw, fields -> Usage.of(fields.required("prompt_eval_count"), fields.required("eval_count")));
    }
}
