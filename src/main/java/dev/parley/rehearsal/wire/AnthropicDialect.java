package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.Reply.Finish;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Replies and errors of the Messages API.
final class AnthropicDialect implements Dialect {
    private static final String SIGNATURE = "RXBvQ2tnSUJBUkFCR0FJ";

    @Override
    public String newId() {
        return Ids.letters("msg_01", 22);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("request-id", Ids.letters("req_01", 22));
    }

    @Override
    public String refusalText() {
        return "I can't help with that.";
    }

    @Override
    public Rejection failed(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED ->
                AnthropicErrors.error(
                        429, "rate_limit_error", "This request would exceed your organization's rate limit.");
            case OVERLOADED -> AnthropicErrors.error(529, "overloaded_error", "Overloaded");
            default -> AnthropicErrors.error(500, "api_error", "Internal server error");
        };
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return AnthropicErrors.invalid("prompt is too long: " + tokens + " tokens > " + windowTokens + " maximum");
    }

    @Override
    public JsonNode whole(Reply reply) {
        ObjectNode message = message(reply);
        if (reply.bill().reasoning() > 0) {
            message.withArray("content").add(thinking(SIGNATURE));
        }
        if (!reply.text().isEmpty()) {
            message.withArray("content").addObject().put("type", "text").put("text", reply.text());
        }
        message.put("stop_reason", stopReason(reply.finish()));
        message.put("stop_sequence", reply.stopSequence());
        if (reply.withUsage()) {
            message.set("usage", usage(reply.bill(), reply.bill().output()));
        }
        return message;
    }

    private static ObjectNode message(Reply reply) {
        ObjectNode message = Json.object();
        message.put("id", reply.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model())
                .putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    private static ObjectNode thinking(String signature) {
        return Json.object().put("type", "thinking").put("thinking", "").put("signature", signature);
    }

    private static String stopReason(Finish finish) {
        return switch (finish) {
            case STOP -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case REFUSAL -> "refusal";
        };
    }

    private static ObjectNode usage(TokenBill bill, int output) {
        ObjectNode usage = Json.object()
                .put("input_tokens", bill.input())
                .put("cache_creation_input_tokens", bill.cacheWrite())
                .put("cache_read_input_tokens", bill.cacheRead());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", bill.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", bill.cacheWrite1h());
        usage.put("output_tokens", output);
        if (bill.reasoning() > 0 && output >= bill.reasoning()) {
            usage.putObject("output_tokens_details").put("thinking_tokens", bill.reasoning());
        }
        return usage.put("service_tier", "standard");
    }

    @Override
    public Script script(Reply reply) {
        return new Events(reply);
    }

    /// message_start, then for each block start, deltas and stop, then message_delta and message_stop.
    private static final class Events implements Script {
        private final Reply reply;
        private int blocks;
        private boolean inText;

        Events(Reply reply) {
            this.reply = reply;
        }

        @Override
        public String contentType() {
            return "text/event-stream; charset=utf-8";
        }

        @Override
        public void open(StreamOut out) throws IOException {
            ObjectNode message = message(reply);
            if (reply.withUsage()) {
                message.set("usage", usage(reply.bill(), 1));
            }
            ObjectNode start = typed("message_start");
            start.set("message", message);
            out.event("message_start", start);
            if (reply.bill().reasoning() > 0) {
                startBlock(out, thinking(""));
                delta(out, Json.object().put("type", "signature_delta").put("signature", SIGNATURE));
                stopBlock(out);
            } else if (reply.text().isEmpty()) {
                out.event("ping", typed("ping"));
            }
        }

        @Override
        public void chunk(StreamOut out, String text) throws IOException {
            if (!inText) {
                startBlock(out, Json.object().put("type", "text").put("text", ""));
                out.event("ping", typed("ping"));
                inText = true;
            }
            delta(out, Json.object().put("type", "text_delta").put("text", text));
        }

        @Override
        public void close(StreamOut out) throws IOException {
            if (inText) {
                stopBlock(out);
            }
            ObjectNode end = typed("message_delta");
            end.putObject("delta")
                    .put("stop_reason", stopReason(reply.finish()))
                    .put("stop_sequence", reply.stopSequence());
            if (reply.withUsage()) {
                end.set(
                        "usage",
                        usage(reply.bill(), reply.bill().output()).without(List.of("service_tier", "cache_creation")));
            }
            out.event("message_delta", end);
            out.event("message_stop", typed("message_stop"));
        }

        @Override
        public void broken(StreamOut out) throws IOException {
            out.text("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n");
        }

        private void startBlock(StreamOut out, ObjectNode block) throws IOException {
            ObjectNode start = typed("content_block_start").put("index", blocks);
            start.set("content_block", block);
            out.event("content_block_start", start);
        }

        private void delta(StreamOut out, ObjectNode change) throws IOException {
            ObjectNode delta = typed("content_block_delta").put("index", blocks);
            delta.set("delta", change);
            out.event("content_block_delta", delta);
        }

        private void stopBlock(StreamOut out) throws IOException {
            out.event("content_block_stop", typed("content_block_stop").put("index", blocks++));
        }

        private static ObjectNode typed(String type) {
            return Json.object().put("type", type);
        }
    }
}
