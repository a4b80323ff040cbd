package dev.parley.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The client library that the program itself uses, whole and streaming, at each root.
class LangChainClientTest {
    private static final ChatRequest ASK = ChatRequest.builder()
            .messages(SystemMessage.from("You are Ada, a careful person."), UserMessage.from("What is new?"))
            .build();
    private final Stand stand = new Stand();

    @AfterEach
    void close() {
        stand.close();
    }

    private static JdkHttpClientBuilder http() {
        return JdkHttpClient.builder().httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }

    /// Asks the same of both and expects the same text and counts.
    private static void assertAlike(ChatModel whole, StreamingChatModel streaming) throws Exception {
        ChatResponse one = whole.chat(ASK);
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        streaming.chat(ASK, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String part) {
                text.append(part);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        ChatResponse other = done.get(20, TimeUnit.SECONDS);
        assertThat(one.aiMessage().text()).isNotEmpty().isEqualTo(text.toString());
        assertThat(other.tokenUsage().inputTokenCount())
                .isEqualTo(one.tokenUsage().inputTokenCount())
                .isPositive();
        assertThat(other.tokenUsage().outputTokenCount())
                .isEqualTo(one.tokenUsage().outputTokenCount())
                .isPositive();
        assertThat(other.finishReason()).isEqualTo(one.finishReason());
    }

    @Test
    void anthropic() throws Exception {
        var whole = AnthropicChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(stand.url() + "/anthropic/v1/")
                .apiKey("k")
                .modelName("claude-sonnet-5")
                .maxTokens(300)
                .cacheSystemMessages(true)
                .build();
        assertAlike(
                whole,
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/anthropic/v1/")
                        .apiKey("k")
                        .modelName("claude-sonnet-5")
                        .maxTokens(300)
                        .build());
        ChatRequest longer = ChatRequest.builder()
                .messages(SystemMessage.from(Fakes.words(2000, 1)), UserMessage.from("Well?"))
                .build();
        whole.chat(longer);
        assertThat(((AnthropicTokenUsage) whole.chat(longer).tokenUsage()).cacheReadInputTokens())
                .isGreaterThan(1024);
    }

    @Test
    void openAiAndDeepSeek() throws Exception {
        for (String root : new String[] {"/openai/v1", "/deepseek/v1", "/x-ai/v1"}) {
            assertAlike(
                    OpenAiChatModel.builder()
                            .httpClientBuilder(http())
                            .baseUrl(stand.url() + root)
                            .apiKey("k")
                            .modelName("some-model")
                            .build(),
                    OpenAiStreamingChatModel.builder()
                            .httpClientBuilder(http())
                            .baseUrl(stand.url() + root)
                            .apiKey("k")
                            .modelName("some-model")
                            .build());
        }
    }

    @Test
    void gemini() throws Exception {
        assertAlike(
                GoogleAiGeminiChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/gemini/v1beta")
                        .apiKey("k")
                        .modelName("gemini-2.5-pro")
                        .build(),
                GoogleAiGeminiStreamingChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/gemini/v1beta")
                        .apiKey("k")
                        .modelName("gemini-2.5-pro")
                        .build());
    }

    @Test
    void mistral() throws Exception {
        assertAlike(
                MistralAiChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/mistral/v1")
                        .apiKey("k")
                        .modelName("mistral-large-2512")
                        .build(),
                MistralAiStreamingChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/mistral/v1")
                        .apiKey("k")
                        .modelName("mistral-large-2512")
                        .build());
    }

    @Test
    void ollama() throws Exception {
        assertAlike(
                OllamaChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/ollama")
                        .modelName("llama3.2")
                        .build(),
                OllamaStreamingChatModel.builder()
                        .httpClientBuilder(http())
                        .baseUrl(stand.url() + "/ollama")
                        .modelName("llama3.2")
                        .build());
    }
}
