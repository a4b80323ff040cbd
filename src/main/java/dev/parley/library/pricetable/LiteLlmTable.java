package dev.parley.library.pricetable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// The table of LiteLLM: an object whose fields are models; prices are in USD per token.
final class LiteLlmTable {
    private static final String EXAMPLE = "sample_spec";
    private static final Set<String> CONVERSES = Set.of("chat", "completion", "responses");

    private LiteLlmTable() {}

    static void read(JsonParser parser, Collected collected) throws IOException, Misshapen {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Misshapen(
                    "",
                    "a table of LiteLLM is an object of models, found " + TableReader.found(parser)
                            + "; is it the other project's file?");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            JsonNode entry = parser.readValueAsTree();
            if (!key.equals(EXAMPLE)) {
                add(key, entry, collected);
            }
        }
    }

    private static void add(String key, JsonNode entry, Collected collected) throws Misshapen {
        var theirProvider = GenaiTable.text(entry, "litellm_provider");
        var mode = GenaiTable.text(entry, "mode");
        if (!entry.isObject() || theirProvider == null || mode == null) {
            collected.skip(key, null, "litellm_provider or mode is missing");
            return;
        }
        if (!CONVERSES.contains(mode)) {
            collected.skip(key, null, "no conversation: mode " + (mode.length() > 40 ? "unknown" : mode));
            return;
        }
        try {
            var id = TableNames.id(TableNames.provider(theirProvider), TableNames.withoutProvider(key, theirProvider));
            try {
                var price = LiteLlmPrice.of(entry);
                collected.add(new TableModel(
                        id,
                        key,
                        null,
                        TableNumbers.tokens(entry, "max_input_tokens"),
                        TableNumbers.tokens(entry, "max_output_tokens"),
                        List.of(),
                        LiteLlmPrice.batchFactor(entry, price.base()),
                        null,
                        List.of(price)));
            } catch (Inexpressible inexpressible) {
                collected.skip(key, id, inexpressible.reason());
            }
        } catch (Inexpressible unnamed) {
            collected.skip(key, null, unnamed.reason());
        }
    }
}
