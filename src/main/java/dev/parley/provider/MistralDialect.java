package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.parley.conversation.Segment;
import dev.parley.planning.cache.CachePlan;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Mistral chat: OpenAI's shape with its own seed field and cached tokens. It caches only what comes with a
/// key, so one goes along when the plan asks for caching.
record MistralDialect() implements Dialect {
    @Override
    public StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http) {
        return new MistralAiStreamingChatModel.MistralAiStreamingChatModelBuilder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.withVersion("v1"))
                .apiKey(endpoint.keyOrNone())
                .modelName(call.model().id().name())
                .maxTokens(call.maxTokens())
                .temperature(Dialect.temperature(call))
                .randomSeed(Dialect.seed(call))
                .build();
    }

    /// LangChain4j wraps every text in a list of one part and sends an empty list of stops.
    @Override
    public void complete(ObjectNode body, ModelCall call) {
        body.remove("stop");
        for (var message : body.path("messages")) {
            var only = message.path("content").path(0).path("text");
            if (only.isTextual() && message instanceof ObjectNode object) {
                object.set("content", only);
            }
        }
        if (!call.cachePlan().breakpoints().isEmpty()) {
            body.put("prompt_cache_key", cacheKey(call));
        }
        var effort = Dialect.effort(call);
        if (effort != null) {
            body.put("reasoning_effort", effort);
        }
    }

    /// The same for all calls that share their system text, which is what a cache can keep.
    private static String cacheKey(ModelCall call) {
        var shared = call.prompt().system().stream().map(Segment::text).collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(shared.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// LangChain4j stumbles over a chunk without a choice.
    @Override
    public boolean isReadable(JsonNode data) {
        return data.path("choices").has(0);
    }

    @Override
    public String read(JsonNode data, Reply reply) {
        return OpenAiDialect.readChunk(data, reply);
    }

    @Override
    public boolean isWhole(Reply reply) {
        return reply.isFinished() && (reply.isMarked() || !reply.usages().isEmpty());
    }

    @Override
    public ReportedUsage usage(Reply reply, CachePlan plan) {
        return reply.usages().isEmpty()
                ? new ReportedUsage.Missing("the reply holds no usage", null)
                : MistralUsage.read(reply.usages().getLast());
    }

    @Override
    public String freePath(Endpoint endpoint) {
        return endpoint.withVersion("v1") + "/models";
    }

    @Override
    public Map<String, String> keyHeaders(@Nullable String key) {
        return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }
}
