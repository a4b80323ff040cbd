package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Finish;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// OpenAI Chat Completions, and everything that is compatible with it.
///
/// @param usageReader how this provider counts
record OpenAiDialect(String provider, Function<JsonNode, ReportedUsage> usageReader) implements Dialect {
    @Override
    public StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http) {
        var builder = new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.key())
                .modelName(call.model().id().name())
                .temperature(Dialect.temperature(call))
                .seed(Dialect.seed(call))
                .reasoningEffort(Dialect.effort(call));
        return switch (call.model().abilities().outputLimit()) {
            case MAX_TOKENS -> builder.maxTokens(call.maxTokens()).build();
            case MAX_COMPLETION_TOKENS ->
                builder.maxCompletionTokens(call.maxTokens()).build();
        };
    }

    @Override
    public String read(JsonNode data, Reply reply) {
        return readChunk(data, reply);
    }

    /// Reads a chunk of this shape; Mistral's is the same.
    static String readChunk(JsonNode data, Reply reply) {
        if (data.has("error") && !data.path("error").isNull()) {
            reply.trouble("the provider broke off: " + ErrorReply.message(data));
            return "";
        }
        reply.identify(data.path("id"), data.path("model"));
        reply.keepUsage(data.path("usage"));
        var choice = data.path("choices").path(0);
        var reason = choice.path("finish_reason");
        if (reason.isTextual()) {
            finish(reason.textValue(), reply);
        }
        var refusal = choice.path("delta").path("refusal");
        if (refusal.isTextual() && !refusal.textValue().isEmpty()) {
            reply.refuse();
            return refusal.textValue();
        }
        return "";
    }

    private static void finish(String reason, Reply reply) {
        switch (reason) {
            case "length", "model_length", "insufficient_system_resource" -> reply.finishAs(Finish.LENGTH);
            case "content_filter" -> reply.finishAs(Finish.REFUSED);
            case "error" -> reply.trouble("the provider ended the reply with an error");
            default -> reply.finishAs(Finish.STOP);
        }
    }

    /// A finished choice is enough when its usage came too: some servers leave out the last mark.
    @Override
    public boolean isWhole(Reply reply) {
        return reply.isFinished() && (reply.isMarked() || !reply.usages().isEmpty());
    }

    @Override
    public ReportedUsage usage(Reply reply, CachePlan plan) {
        return reply.usages().isEmpty()
                ? new ReportedUsage.Missing("the reply holds no usage", null)
                : usageReader.apply(reply.usages().getLast());
    }

    /// OpenRouter lists its models to everybody, so its key has to be asked after.
    @Override
    public String freePath(Endpoint endpoint) {
        return endpoint.baseUrl() + (provider.equals("openrouter") ? "/key" : "/models");
    }

    @Override
    public Map<String, String> keyHeaders(@Nullable String key) {
        return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }
}
