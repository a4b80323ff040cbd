package dev.parley.library.pricetable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table of genai-prices: a list of providers with their models; prices are in USD per million tokens.
final class GenaiTable {
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST_CLAUSE = 5;

    private GenaiTable() {}

    static void read(JsonParser parser, Collected collected) throws IOException, Misshapen {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new Misshapen(
                    "",
                    "a table of genai-prices is a list of providers, found " + TableReader.found(parser)
                            + "; is it the other project's file?");
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            JsonNode provider = parser.readValueAsTree();
            var place = "[" + i + "]";
            var id = text(provider, "id");
            if (id == null) {
                throw new Misshapen(place + ".id", "the provider's id is missing");
            }
            if (!provider.path("models").isArray()) {
                throw new Misshapen(place + ".models", "the list of models is missing");
            }
            for (var model : provider.get("models")) {
                add(id, model, collected);
            }
        }
    }

    private static void add(String theirProvider, JsonNode model, Collected collected) throws Misshapen {
        var theirs = text(model, "id");
        var entry = theirProvider + "/" + (theirs == null ? "?" : theirs);
        if (theirs == null) {
            collected.skip(entry, null, "the model has no id");
            return;
        }
        try {
            var id = TableNames.id(TableNames.provider(theirProvider), theirs);
            try {
                collected.add(new TableModel(
                        id,
                        entry,
                        TableNames.title(text(model, "name")),
                        TableNumbers.tokens(model, "context_window"),
                        null,
                        aliases(theirs, model.get("match")),
                        null,
                        checked(model),
                        GenaiPrices.of(model.get("prices"))));
            } catch (Inexpressible inexpressible) {
                collected.skip(entry, id, inexpressible.reason());
            }
        } catch (Inexpressible unnamed) {
            collected.skip(entry, null, unnamed.reason());
        }
    }

    /// Only what the table says is equal; beginnings and parts of names may match models that do not exist yet.
    private static List<String> aliases(String id, @Nullable JsonNode clause) {
        var names = new LinkedHashSet<String>();
        equalities(clause, 0, names);
        names.remove(id);
        var fit = new ArrayList<>(names.stream().filter(TableNames::isAlias).toList());
        return fit.subList(0, Math.min(fit.size(), MOST_ALIASES));
    }

    private static void equalities(@Nullable JsonNode clause, int depth, Set<String> names) {
        if (clause == null || depth > DEEPEST_CLAUSE) {
            return;
        }
        var equal = text(clause, "equals");
        if (equal != null) {
            names.add(equal);
        }
        clause.path("or").forEach(part -> equalities(part, depth + 1, names));
    }

    private static @Nullable LocalDate checked(JsonNode model) {
        var day = text(model, "prices_checked");
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    static @Nullable String text(JsonNode node, String field) {
        var value = node.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }
}
