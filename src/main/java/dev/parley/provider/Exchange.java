package dev.parley.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request and its reply, heard from both ends: the raw events on their way to LangChain4j, and the text that
/// LangChain4j makes of them. All of it happens on the caller's thread; only the deadline comes from another.
final class Exchange implements StreamingChatResponseHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "[DONE]";

    private final Dialect dialect;
    private final Consumer<String> onText;
    private final Reply reply = new Reply();
    private @Nullable ErrorReply refusal;
    private @Nullable Throwable unanswered;
    private boolean sent;
    private volatile boolean timedOut;

    Exchange(Dialect dialect, Consumer<String> onText) {
        this.dialect = dialect;
        this.onText = onText;
    }

    Reply reply() {
        return reply;
    }

    /// The answer with an error status; null when there was none.
    @Nullable
    ErrorReply refusal() {
        return refusal;
    }

    /// Why there was no answer at all; null when there was one.
    @Nullable
    Throwable unanswered() {
        return unanswered;
    }

    /// Whether the request may have left.
    boolean isSent() {
        return sent;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    void sent() {
        sent = true;
    }

    void refused(ErrorReply error) {
        refusal = error;
    }

    void unanswered(Throwable cause) {
        unanswered = cause;
    }

    void timedOut() {
        timedOut = true;
    }

    /// A listener for the raw events that stands in front of LangChain4j's own.
    ServerSentEventListener tap(ServerSentEventListener inner) {
        return new Tap(inner);
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        if (!isTaken(piece.text())) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        // The raw events say whether the reply is whole, and what it cost.
    }

    @Override
    public void onError(Throwable error) {
        reply.trouble("the reply could not be read");
    }

    private boolean isTaken(String piece) {
        if (piece.isEmpty()) {
            return true;
        }
        reply.say(piece);
        try {
            onText.accept(piece);
            return true;
        } catch (RuntimeException e) {
            reply.trouble("the reply's listener failed with " + e.getClass().getSimpleName());
            return false;
        }
    }

    private final class Tap implements ServerSentEventListener {
        private final ServerSentEventListener inner;

        Tap(ServerSentEventListener inner) {
            this.inner = inner;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            inner.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            var data = event.data() == null ? "" : event.data().strip();
            if (data.equals(END)) {
                reply.markEnd();
            } else if (!data.isEmpty()) {
                hear(data, event, context);
            }
        }

        private void hear(String data, ServerSentEvent event, ServerSentEventContext context) {
            var json = parsed(data);
            if (json == null) {
                reply.trouble("the reply holds something that is no JSON");
            } else {
                var passedOver = dialect.read(json, reply);
                if (isTaken(passedOver) && reply.trouble() == null && dialect.isReadable(json)) {
                    pass(PassedEvent.of(event, json), context);
                }
            }
            if (reply.trouble() != null) {
                context.parsingHandle().cancel();
            }
        }

        private void pass(ServerSentEvent event, ServerSentEventContext context) {
            try {
                inner.onEvent(event, context);
            } catch (RuntimeException e) {
                reply.trouble("the reply could not be read");
            }
        }

        @Override
        public void onError(Throwable error) {
            // A broken connection. Whether the reply was whole by then, the raw events have said.
        }

        @Override
        public void onClose() {
            // LangChain4j has nothing to tell that is not known yet.
        }

        private static @Nullable JsonNode parsed(String data) {
            try {
                var json = JSON.readTree(data);
                return json.isObject() ? json : null;
            } catch (JsonProcessingException e) {
                return null;
            }
        }
    }
}
