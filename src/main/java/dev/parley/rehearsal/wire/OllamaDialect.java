package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.fault.Fault;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Ollama's replies: one object a line, the last one with counts and durations in nanoseconds.
final class OllamaDialect implements Dialect {
    private static final long LOAD_NANOS = 12_000_000;
    private static final long READ_NANOS_PER_TOKEN = 400_000;

    static Rejection error(int status, String message) {
        return new Rejection(status, Json.object().put("error", message));
    }

    @Override
    public String newId() {
        return Ids.letters("ollama-", 22);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public String refusalText() {
        return "I can't help with that.";
    }

    @Override
    public Rejection failed(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED -> error(429, "too many requests");
            case OVERLOADED -> error(503, "server busy, please try again.  maximum pending requests exceeded");
            default -> error(500, "llama runner process has terminated");
        };
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return error(400, "the input length exceeds the context length");
    }

    @Override
    public JsonNode whole(Reply reply) {
        return end(message(reply, reply.text()), reply);
    }

    private static ObjectNode message(Reply reply, String text) {
        ObjectNode part = Json.object()
                .put("model", reply.model())
                .put("created_at", Instant.now().toString());
        part.putObject("message").put("role", "assistant").put("content", text);
        return part;
    }

    private static ObjectNode end(ObjectNode part, Reply reply) {
        String reason = switch (reply.finish()) {
            case STOP, STOP_SEQUENCE, REFUSAL -> "stop";
            case LENGTH -> "length";
        };
        part.put("done", true).put("done_reason", reason);
        if (!reply.withUsage()) {
            return part;
        }
        TokenBill bill = reply.bill();
        long readNanos = bill.totalInput() * READ_NANOS_PER_TOKEN;
        long writeNanos = (long) (bill.output() * 1e9 / reply.shape().tokensPerSecond());
        return part.put("total_duration", LOAD_NANOS + readNanos + writeNanos)
                .put("load_duration", LOAD_NANOS)
                .put("prompt_eval_count", bill.totalInput())
                .put("prompt_eval_duration", readNanos)
                .put("eval_count", bill.output())
                .put("eval_duration", writeNanos);
    }

    @Override
    public Script script(Reply reply) {
        return new Lines(reply);
    }

    private record Lines(Reply reply) implements Script {
        @Override
        public String contentType() {
            return "application/x-ndjson";
        }

        @Override
        public void open(StreamOut out) {
            // The first line already carries text.
        }

        @Override
        public void chunk(StreamOut out, String text) throws IOException {
            out.line(message(reply, text).put("done", false));
        }

        @Override
        public void close(StreamOut out) throws IOException {
            out.line(end(message(reply, ""), reply));
        }

        @Override
        public void broken(StreamOut out) throws IOException {
            out.text("{\"model\":\"" + reply.model() + "\",\"mess\n");
        }
    }
}
