package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Finish;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Anthropic Messages. Every segment is a content block of its own, so that a breakpoint can stand at its end;
/// LangChain4j marks fewer blocks and knows no TTL, so both fields are written here.
record AnthropicDialect() implements Dialect {
    private static final String VERSION = "2023-06-01";

    @Override
    public StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http) {
        return new AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.withVersion("v1") + "/")
                .apiKey(endpoint.keyOrNone())
                .version(VERSION)
                .modelName(call.model().id().name())
                .maxTokens(call.maxTokens())
                .temperature(Dialect.temperature(call))
                .build();
    }

    @Override
    public void complete(ObjectNode body, ModelCall call) {
        var roles = TwoRoles.of(call.prompt());
        body.remove("system");
        if (!roles.system().isEmpty()) {
            var system = body.putArray("system");
            roles.system().forEach(index -> addBlock(system, roles, index, call.cachePlan()));
        }
        var messages = body.putArray("messages");
        for (var turn : roles.turns()) {
            var message = messages.addObject().put("role", turn.own() ? "assistant" : "user");
            var content = message.putArray("content");
            turn.segments().forEach(index -> addBlock(content, roles, index, call.cachePlan()));
        }
        var effort = Dialect.effort(call);
        if (effort != null) {
            body.putObject("output_config").put("effort", effort);
        }
    }

    private static void addBlock(ArrayNode blocks, TwoRoles roles, int index, CachePlan plan) {
        var block = blocks.addObject()
                .put("type", "text")
                .put("text", roles.segment(index).text());
        var ttl = plan.breakpoints().get(index);
        if (ttl != null) {
            block.putObject("cache_control").put("type", "ephemeral").put("ttl", ttl.wireName());
        }
    }

    @Override
    public String read(JsonNode data, Reply reply) {
        switch (data.path("type").asText()) {
            case "message_start" -> {
                var message = data.path("message");
                reply.identify(message.path("id"), message.path("model"));
                reply.keepUsage(inputPart(message.path("usage")));
            }
            case "message_delta" -> {
                var reason = data.path("delta").path("stop_reason");
                if (reason.isTextual()) {
                    reply.finishAs(finish(reason.textValue()));
                }
                reply.keepUsage(data.path("usage"));
            }
            case "message_stop" -> reply.markEnd();
            case "error" -> reply.trouble("the provider broke off: " + ErrorReply.message(data));
            default -> {}
        }
        return "";
    }

    /// The first event's output count is a placeholder, not the reply's.
    private static JsonNode inputPart(JsonNode usage) {
        return usage instanceof ObjectNode object ? object.deepCopy().without("output_tokens") : usage;
    }

    private static Finish finish(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
            case "refusal" -> Finish.REFUSED;
            default -> Finish.STOP;
        };
    }

    @Override
    public boolean isWhole(Reply reply) {
        return reply.isMarked() && reply.isFinished();
    }

    @Override
    public ReportedUsage usage(Reply reply, CachePlan plan) {
        return AnthropicUsage.read(reply.usages(), plan);
    }

    @Override
    public String freePath(Endpoint endpoint) {
        return endpoint.withVersion("v1") + "/models";
    }

    @Override
    public Map<String, String> keyHeaders(@Nullable String key) {
        return key == null ? Map.of() : Map.of("x-api-key", key, "anthropic-version", VERSION);
    }
}
