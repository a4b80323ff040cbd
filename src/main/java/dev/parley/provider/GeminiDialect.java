package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Finish;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gemini streamGenerateContent.
record GeminiDialect() implements Dialect {
    @Override
    public StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http) {
        var builder = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.withVersion("v1beta"))
                .apiKey(endpoint.keyOrNone())
                .modelName(call.model().id().name())
                .maxOutputTokens(call.maxTokens())
                .temperature(Dialect.temperature(call))
                .seed(Dialect.seed(call))
                .returnThinking(false);
        var effort = Dialect.effort(call);
        if (effort != null) {
            builder.thinkingConfig(
                    GeminiThinkingConfig.builder().thinkingLevel(effort).build());
        }
        return builder.build();
    }

    /// LangChain4j gives the system text a role it does not have, and sends switches that not every model knows.
    @Override
    public void complete(ObjectNode body, ModelCall call) {
        if (body.path("systemInstruction") instanceof ObjectNode system) {
            system.remove("role");
        }
        if (body.path("generationConfig") instanceof ObjectNode config) {
            config.remove(
                    List.of("responseLogprobs", "enableEnhancedCivicAnswers", "responseMimeType", "candidateCount"));
        }
    }

    @Override
    public String read(JsonNode data, Reply reply) {
        if (data.has("error")) {
            reply.trouble("the provider broke off: " + ErrorReply.message(data));
            return "";
        }
        reply.identify(data.path("responseId"), data.path("modelVersion"));
        var reason = data.path("candidates").path(0).path("finishReason");
        if (reason.isTextual()) {
            reply.finishAs(finish(reason.textValue()));
        }
        if (data.path("promptFeedback").path("blockReason").isTextual()) {
            reply.refuse();
        }
        // What comes before the end counts only the part of the reply sent so far.
        if (reply.isFinished()) {
            reply.keepUsage(data.path("usageMetadata"));
        }
        return "";
    }

    private static Finish finish(String reason) {
        return switch (reason) {
            case "MAX_TOKENS" -> Finish.LENGTH;
            case "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION", "IMAGE_SAFETY" -> Finish.REFUSED;
            default -> Finish.STOP;
        };
    }

    @Override
    public boolean isWhole(Reply reply) {
        return reply.isFinished();
    }

    @Override
    public ReportedUsage usage(Reply reply, CachePlan plan) {
        return reply.usages().isEmpty()
                ? new ReportedUsage.Missing("the reply holds no usage", null)
                : GeminiUsage.read(reply.usages().getLast());
    }

    @Override
    public String freePath(Endpoint endpoint) {
        return endpoint.withVersion("v1beta") + "/models";
    }

    @Override
    public Map<String, String> keyHeaders(@Nullable String key) {
        return key == null ? Map.of() : Map.of("x-goog-api-key", key);
    }
}
