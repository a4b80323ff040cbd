package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import java.nio.charset.StandardCharsets;

/// Small tables in the formats of the two projects, and what they are read to.
final class Samples {
    private Samples() {}

    /// A table of genai-prices with one provider.
    static String genai(String provider, String... models) {
        return "[{\"id\": \"" + provider + "\", \"name\": \"A provider\", \"models\": [" + String.join(", ", models)
                + "]}]";
    }

    static String genaiModel(String id, String prices) {
        return "{\"id\": \"" + id + "\", \"match\": {\"equals\": \"" + id + "\"}, \"prices\": " + prices + "}";
    }

    /// A table of LiteLLM with one entry of mode chat.
    static String litellm(String key, String provider, String fields) {
        return "{\"sample_spec\": {\"mode\": \"one of many\"}, " + entry(key, provider, fields) + "}";
    }

    static String entry(String key, String provider, String fields) {
        return "\"" + key + "\": {\"litellm_provider\": \"" + provider + "\", \"mode\": \"chat\", " + fields + "}";
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static PriceTable read(TableKind kind, String json) {
        return switch (TableReader.read(kind, bytes(json), "a table")) {
            case TableReading.Read(var table) -> table;
            case TableReading.Unreadable(var place, var message) -> throw new AssertionError(place + ": " + message);
        };
    }

    static TableModel model(PriceTable table, String id) {
        return table.models().stream()
                .filter(model -> model.id().equals(ModelId.parse(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("skipped: " + table.skipped()));
    }

    static String reason(PriceTable table) {
        if (!table.models().isEmpty() || table.skipped().size() != 1) {
            throw new AssertionError(table.toString());
        }
        return table.skipped().getFirst().reason();
    }
}
