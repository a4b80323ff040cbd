package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a stream of JSON: as server-sent events, as lines, or as raw text between the parts.
final class StreamOut {
    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    StreamOut(OutputStream out) {
        this.out = out;
    }

    /// A named event; the data names its type too, as Anthropic has it.
    void event(String name, JsonNode data) throws IOException {
        out.write(EVENT);
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        data(data);
    }

    void data(JsonNode data) throws IOException {
        out.write(DATA);
        out.write(Json.bytes(data));
        out.write(END);
    }

    void line(JsonNode data) throws IOException {
        out.write(Json.bytes(data));
        out.write('\n');
    }

    void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }
}
