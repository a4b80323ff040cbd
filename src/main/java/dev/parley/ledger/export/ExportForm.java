package dev.parley.ledger.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of an exported file.
public enum ExportForm {
    CSV("csv", "text/csv;charset=UTF-8"),
    JSON("json", "application/json"),
    JSON_LINES("jsonl", "application/x-ndjson");

    private static final JsonMapper JSON_MAPPER = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    private static final CsvMapper CSV_MAPPER = CsvMapper.csvBuilder()
            .addModule(CsvCells.module())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private final String wireName;
    private final String mediaType;

    ExportForm(String wireName, String mediaType) {
        this.wireName = wireName;
        this.mediaType = mediaType;
    }

    public static Optional<ExportForm> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(form -> form.wireName.equals(wireName))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /// A writer of rows, each a map with a value or null for every column. Closing it leaves `out` open.
    SequenceWriter open(List<String> columns, OutputStream out) throws IOException {
        return switch (this) {
            case CSV -> {
                var schema = CsvSchema.builder();
                columns.forEach(schema::addColumn);
                yield CSV_MAPPER.writer(schema.build().withHeader()).writeValues(out);
            }
            case JSON -> JSON_MAPPER.writerFor(Map.class).writeValuesAsArray(out);
            case JSON_LINES ->
                JSON_MAPPER.writerFor(Map.class).withRootValueSeparator("\n").writeValues(out);
        };
    }
}
