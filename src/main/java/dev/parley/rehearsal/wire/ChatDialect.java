package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.Reply.Finish;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replies of Chat Completions, whole and in chunks.
final class ChatDialect implements Dialect {
    private static final String THOUGHT = "Weighing what was said, and what to answer.";

    private final ChatFlavour flavour;

    ChatDialect(ChatFlavour flavour) {
        this.flavour = flavour;
    }

    @Override
    public String newId() {
        return flavour.newId();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public String refusalText() {
        return "I'm sorry, but I can't help with that.";
    }

    @Override
    public Rejection failed(Fault fault) {
        return flavour.errors().failed(fault);
    }

    @Override
    public Rejection tooLong(int tokens, int windowTokens) {
        return flavour.errors().tooLong(tokens, windowTokens);
    }

    @Override
    public JsonNode whole(Reply reply) {
        ObjectNode whole = head(reply, "chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (thinksAloud(reply)) {
            message.put("reasoning_content", THOUGHT);
        }
        boolean refused = refusalField(reply);
        message.put("content", refused ? null : reply.text());
        if (openAi()) {
            message.put("refusal", refused ? reply.text() : null).putArray("annotations");
        }
        choice.putNull("logprobs").put("finish_reason", finishReason(reply.finish()));
        if (reply.withUsage()) {
            whole.set("usage", flavour.usage(reply.bill(), reply.ask().target().model()));
        }
        return whole;
    }

    private ObjectNode head(Reply reply, String object) {
        ObjectNode head = Json.object()
                .put("id", reply.id())
                .put("object", object)
                .put("created", reply.at().getEpochSecond())
                .put("model", reply.model());
        flavour.mark(head);
        return head;
    }

    private boolean openAi() {
        return flavour.provider().equals("openai");
    }

    private boolean thinksAloud(Reply reply) {
        return flavour.provider().equals("deepseek") && reply.bill().reasoning() > 0;
    }

    private boolean refusalField(Reply reply) {
        return openAi() && reply.finish() == Finish.REFUSAL;
    }

    private static String finishReason(Finish finish) {
        return switch (finish) {
            case STOP, STOP_SEQUENCE -> "stop";
            case LENGTH -> "length";
            case REFUSAL -> "content_filter";
        };
    }

    @Override
    public Script script(Reply reply) {
        return new Parts(reply);
    }

    /// A chunk with the role, one for each few words, one with the reason to end, one with the usage, then `[DONE]`.
    private final class Parts implements Script {
        private final Reply reply;

        Parts(Reply reply) {
            this.reply = reply;
        }

        @Override
        public String contentType() {
            return "text/event-stream; charset=utf-8";
        }

        @Override
        public void open(StreamOut out) throws IOException {
            ObjectNode delta = Json.object().put("role", "assistant").put("content", "");
            if (openAi()) {
                delta.putNull("refusal");
            }
            out.data(part(delta, null));
            if (thinksAloud(reply)) {
                out.data(part(Json.object().put("reasoning_content", THOUGHT), null));
            }
        }

        @Override
        public void chunk(StreamOut out, String text) throws IOException {
            out.data(part(Json.object().put(refusalField(reply) ? "refusal" : "content", text), null));
        }

        @Override
        public void close(StreamOut out) throws IOException {
            ObjectNode last =
                    part(openAi() ? Json.object() : Json.object().put("content", ""), finishReason(reply.finish()));
            boolean apart =
                    reply.ask().wishes().streamUsage() && !flavour.provider().equals("mistral");
            if (reply.withUsage() && !apart && flavour.usageUnasked()) {
                last.set("usage", usage());
            }
            out.data(last);
            if (reply.withUsage() && apart) {
                ObjectNode usage = head(reply, "chat.completion.chunk");
                usage.putArray("choices");
                usage.set("usage", usage());
                out.data(usage);
            }
            out.text("data: [DONE]\n\n");
        }

        @Override
        public void broken(StreamOut out) throws IOException {
            out.text("data: {\"id\":\"" + reply.id() + "\",\"object\":\"chat.completion.chunk\",\"choi\n\n");
        }

        private ObjectNode usage() {
            return flavour.usage(reply.bill(), reply.ask().target().model());
        }

        private ObjectNode part(ObjectNode delta, @Nullable String finishReason) {
            ObjectNode part = head(reply, "chat.completion.chunk");
            ObjectNode choice = part.putArray("choices").addObject().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("logprobs").put("finish_reason", finishReason);
            if (reply.ask().wishes().streamUsage() && openAi()) {
                part.putNull("usage");
            }
            return part;
        }
    }
}
