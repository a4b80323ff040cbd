package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.parley.planning.cache.CachePlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One provider's protocol: the LangChain4j model that speaks it, and what LangChain4j leaves out of requests and
/// replies.
sealed interface Dialect permits AnthropicDialect, OpenAiDialect, GeminiDialect, MistralDialect, OllamaDialect {
    /// Any provider without a protocol of its own speaks OpenAI's.
    static Dialect of(String provider) {
        return switch (provider) {
            case "anthropic" -> new AnthropicDialect();
            case "google" -> new GeminiDialect();
            case "mistral" -> new MistralDialect();
            case "ollama" -> new OllamaDialect();
            case "deepseek" -> new OpenAiDialect(provider, DeepSeekUsage::read);
            case "x-ai" -> new OpenAiDialect(provider, OpenAiUsage::readReasoningBeside);
            default -> new OpenAiDialect(provider, OpenAiUsage::read);
        };
    }

    /// A model for this one call: instances are light, the connections behind `http` are shared.
    StreamingChatModel model(ModelCall call, Endpoint endpoint, HttpClientBuilder http);

    /// Adds to the request's JSON what LangChain4j cannot say.
    default void complete(ObjectNode body, ModelCall call) {}

    /// Whether LangChain4j can read this event of a healthy stream.
    default boolean isReadable(JsonNode data) {
        return true;
    }

    /// Takes from one event what LangChain4j does not pass on.
    ///
    /// @return text for people that LangChain4j passes over; mostly empty
    String read(JsonNode data, Reply reply);

    /// Whether the reply came to its proper end.
    boolean isWhole(Reply reply);

    ReportedUsage usage(Reply reply, CachePlan plan);

    /// The path, under the base, of a call that costs nothing and needs the key.
    String freePath(Endpoint endpoint);

    /// The headers that carry the key.
    Map<String, String> keyHeaders(@Nullable String key);

    /// The effort to ask for: the call's, when the model knows it.
    static @Nullable String effort(ModelCall call) {
        var effort = call.reasoningEffort();
        return effort != null && call.model().abilities().reasoningEfforts().contains(effort) ? effort : null;
    }

    /// The temperature to ask for, when the model takes one.
    static @Nullable Double temperature(ModelCall call) {
        return call.model().abilities().temperature() ? call.temperature() : null;
    }

    /// The run's seed in the 31 bits that every provider takes, when the model takes one.
    static @Nullable Integer seed(ModelCall call) {
        return call.model().abilities().seed() ? (int) (call.runSeed() & Integer.MAX_VALUE) : null;
    }
}
