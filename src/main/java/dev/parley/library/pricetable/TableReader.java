package dev.parley.library.pricetable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads a table's JSON, with a limit on everything in it.
final class TableReader {
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_FIELD = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_FIELD)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private TableReader() {}

    /// @param source where the bytes came from, for the book
    static TableReading read(TableKind kind, byte[] json, String source) {
        if (json.length > MOST_BYTES) {
            return new TableReading.Unreadable("", "the file is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
        }
        try (var parser = MAPPER.createParser(json)) {
            return read(kind, parser, source);
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory cannot be read", impossible);
        }
    }

    private static TableReading read(TableKind kind, JsonParser parser, String source) throws IOException {
        var collected = new Collected();
        try {
            parser.nextToken();
            switch (kind) {
                case GENAI_PRICES -> GenaiTable.read(parser, collected);
                case LITELLM -> LiteLlmTable.read(parser, collected);
            }
            if (parser.nextToken() != null) {
                return new TableReading.Unreadable(place(parser), "something stands after the table's end");
            }
        } catch (Misshapen misshapen) {
            return new TableReading.Unreadable(misshapen.place(), misshapen.words());
        } catch (JsonProcessingException unreadable) {
            return new TableReading.Unreadable(
                    place(parser), "no JSON that can be read: " + unreadable.getOriginalMessage());
        }
        return collected.isEmpty()
                ? new TableReading.Unreadable("", "there is no model in it")
                : new TableReading.Read(collected.table(kind, source));
    }

    static String found(JsonParser parser) {
        var token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return token.isStructStart() ? (token == JsonToken.START_ARRAY ? "a list" : "an object") : "a single value";
    }

    private static String place(JsonParser parser) {
        var at = parser.currentLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
