package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.Reply.Finish;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replies and errors of generateContent; its stream comes as events, or as the elements of one JSON array.
///
/// @param events whether the stream was asked for with `alt=sse`
record GeminiDialect(boolean events) implements Dialect {

    @Override
    public String newId() {
        return Ids.letters("", 22);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Server-Timing", "gfet4t7; dur=1");
    }

    @Override
    public String refusalText() {
        return "";
    }

    @Override
    public Rejection failed(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED ->
                GeminiErrors.error(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "You exceeded your current quota, please check your plan and billing details.");
            case OVERLOADED ->
                GeminiErrors.error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
            default -> GeminiErrors.error(500, "INTERNAL", "An internal error has occurred. Please retry.");
        };
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return GeminiErrors.invalid("The input token count (%d) exceeds the maximum number of tokens allowed (%d)."
                .formatted(tokens, windowTokens));
    }

    @Override
    public JsonNode whole(Reply reply) {
        return part(reply, reply.text(), finishReason(reply.finish()), reply.bill());
    }

    private static String finishReason(Finish finish) {
        return switch (finish) {
            case STOP, STOP_SEQUENCE -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case REFUSAL -> "SAFETY";
        };
    }

    private static ObjectNode part(Reply reply, String text, @Nullable String finishReason, TokenBill soFar) {
        ObjectNode part = Json.object();
        ObjectNode candidate = part.putArray("candidates").addObject();
        if (reply.finish() != Finish.REFUSAL) {
            ObjectNode content = candidate.putObject("content");
            content.putArray("parts").addObject().put("text", text);
            content.put("role", "model");
        }
        if (finishReason != null) {
            candidate.put("finishReason", finishReason);
        }
        candidate.put("index", 0);
        if (reply.withUsage()) {
            part.set("usageMetadata", usage(soFar));
        }
        return part.put("modelVersion", reply.model()).put("responseId", reply.id());
    }

    private static ObjectNode usage(TokenBill bill) {
        ObjectNode usage = Json.object()
                .put("promptTokenCount", bill.totalInput())
                .put("candidatesTokenCount", bill.visible())
                .put("totalTokenCount", bill.totalInput() + bill.output());
        if (bill.cacheRead() > 0) {
            usage.put("cachedContentTokenCount", bill.cacheRead());
            usage.putArray("cacheTokensDetails")
                    .addObject()
                    .put("modality", "TEXT")
                    .put("tokenCount", bill.cacheRead());
        }
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", bill.totalInput());
        if (bill.reasoning() > 0) {
            usage.put("thoughtsTokenCount", bill.reasoning());
        }
        return usage;
    }

    @Override
    public Script script(Reply reply) {
        return new Parts(reply, events);
    }

    /// Each part repeats the usage so far; the last one has all of it and the reason to end.
    private static final class Parts implements Script {
        private final Reply reply;
        private final boolean events;
        private int sentChars;
        private boolean begun;

        Parts(Reply reply, boolean events) {
            this.reply = reply;
            this.events = events;
        }

        @Override
        public String contentType() {
            return events ? "text/event-stream" : "application/json; charset=UTF-8";
        }

        @Override
        public void open(StreamOut out) throws IOException {
            if (!events) {
                out.text("[");
            }
        }

        @Override
        public void chunk(StreamOut out, String text) throws IOException {
            sentChars += text.length();
            TokenBill bill = reply.bill();
            long visible = (long) bill.visible() * sentChars / reply.text().length();
            write(out, part(reply, text, null, bill.withOutput(bill.reasoning() + (int) visible)));
        }

        @Override
        public void close(StreamOut out) throws IOException {
            write(out, part(reply, "", finishReason(reply.finish()), reply.bill()));
            if (!events) {
                out.text("]");
            }
        }

        @Override
        public void broken(StreamOut out) throws IOException {
            out.text(events ? "data: {\"candidates\": [{\"content\": {\"par\n\n" : ",{\"candidates\": [{\"con");
        }

        private void write(StreamOut out, ObjectNode part) throws IOException {
            if (events) {
                out.data(part);
                return;
            }
            out.text(begun ? ",\r\n" : "");
            out.text(part.toString());
            begun = true;
        }
    }
}
