package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Finish;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ollama chat: one JSON object a line, no key.
record OllamaDialect() implements Dialect {
    @Override
    public StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .modelName(call.model().id().name())
                .numPredict(call.maxTokens())
                .temperature(Dialect.temperature(call))
                .seed(Dialect.seed(call))
                .build();
    }

    /// LangChain4j sends empty lists of tools and stops.
    @Override
    public void complete(ObjectNode body, ModelCall call) {
        body.remove("tools");
        if (body.path("options") instanceof ObjectNode options) {
            options.remove("stop");
        }
        for (var message : body.path("messages")) {
            if (message instanceof ObjectNode object) {
                object.remove("tool_calls");
            }
        }
        var effort = Dialect.effort(call);
        if (effort != null) {
            body.put("think", effort);
        }
    }

    @Override
    public String read(JsonNode data, Reply reply) {
        if (data.has("error")) {
            reply.trouble("the provider broke off: " + ErrorReply.message(data));
            return "";
        }
        reply.identify(data.path("id"), data.path("model"));
        if (data.path("done").asBoolean()) {
            reply.finishAs(data.path("done_reason").asText().equals("length") ? Finish.LENGTH : Finish.STOP);
            reply.markEnd();
            reply.keepUsage(OllamaUsage.part(data));
        }
        return "";
    }

    @Override
    public boolean isWhole(Reply reply) {
        return reply.isMarked();
    }

    @Override
    public ReportedUsage usage(Reply reply, CachePlan plan) {
        return reply.usages().isEmpty()
                ? new ReportedUsage.Missing("the reply holds no usage", null)
                : OllamaUsage.read(reply.usages().getLast());
    }

    @Override
    public String freePath(Endpoint endpoint) {
        return endpoint.baseUrl() + "/api/tags";
    }

    @Override
    public Map<String, String> keyHeaders(@Nullable String key) {
        return Map.of();
    }
}
