package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.DoublePredicate;

/// JSON as trees, and what every adapter asks of them.
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The object in the text, or nothing when it is malformed or something else.
    public static Optional<ObjectNode> parsed(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whether the field is there and not null.
    static boolean has(JsonNode node, String field) {
        return node.hasNonNull(field);
    }

    /// The text of the field, empty when it is absent or no text.
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    /// Whether the field is absent, or a number that `allowed` takes.
    static boolean number(JsonNode node, String field, DoublePredicate allowed) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() || (value.isNumber() && allowed.test(value.doubleValue()));
    }
}
