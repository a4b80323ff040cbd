package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.conversation.RunMode;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.cache.Ttl;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes out, to the field.
class WireRequestTest {
    private static final String ROLES = """
            [{"role":"system","content":"You are Ada.\\n\\nScenario: a \\"quiet\\" room."},
             {"role":"user","content":"Scene: it rains.\\n\\nBen: Hello."},
             {"role":"assistant","content":"Hi Ben.\\n\\nNice weather."},
             {"role":"user","content":"Ben: Is it?\\n\\n[Your turn, Ada.]"}]
            """;

    private final FakeProvider fake = new FakeProvider();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void anthropicGetsOneBlockPerSegmentWithTtlsWhereThePlanPutsThem() throws IOException {
        var plan = new CachePlan(Map.of(1, Ttl.ONE_HOUR, 3, Ttl.ONE_HOUR, 5, Ttl.FIVE_MINUTES));
        var asked = asked("anthropic/claude-sonnet-5", plan);
        assertThat(asked.path()).isEqualTo("/v1/messages");
        assertThat(asked.header("x-api-key")).isEqualTo(TestCalls.KEY);
        assertThat(asked.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(asked.json()).isEqualTo(json("""
                        {"model":"claude-sonnet-5","max_tokens":200,"temperature":0.7,"stream":true,
                         "output_config":{"effort":"low"},
                         "system":[{"type":"text","text":"You are Ada."},
                                   {"type":"text","text":"Scenario: a \\"quiet\\" room.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
                         "messages":[
                           {"role":"user","content":[{"type":"text","text":"Scene: it rains."},
                             {"type":"text","text":"Ben: Hello.","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
                           {"role":"assistant","content":[{"type":"text","text":"Hi Ben."},
                             {"type":"text","text":"Nice weather.","cache_control":{"type":"ephemeral","ttl":"5m"}}]},
                           {"role":"user","content":[{"type":"text","text":"Ben: Is it?"},{"type":"text","text":"[Your turn, Ada.]"}]}]}
                        """));
    }

    @Test
    void openAiGetsItsOwnLimitSeedAndEffort() throws IOException {
        var asked = asked("openai/gpt-6-luna", CachePlan.NONE);
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TestCalls.KEY);
        assertThat(asked.json()).isEqualTo(json("""
                        {"model":"gpt-6-luna","messages":%s,"temperature":0.7,"stream":true,
                         "stream_options":{"include_usage":true},"max_completion_tokens":200,"seed":42,"reasoning_effort":"low"}
                        """.formatted(ROLES)));
    }

    @Test
    void openAiGetsNothingThatTheModelRejects() throws IOException {
        new Providers(TestCalls.settings("openai", fake.url()))
                .call(TestCalls.call("openai/gpt-6-luna", TestCalls.NONE, CachePlan.NONE, RunMode.LIVE), _ -> {});
        assertThat(fake.onlyRequest().json()).isEqualTo(json("""
                        {"model":"gpt-6-luna","messages":%s,"stream":true,"stream_options":{"include_usage":true},"max_tokens":200}
                        """.formatted(ROLES)));
    }

    @Test
    void deepSeekIsReachedAtItsBaseWithoutVersion() throws IOException {
        var asked = asked("deepseek/deepseek-chat", CachePlan.NONE);
        assertThat(asked.path()).isEqualTo("/chat/completions");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TestCalls.KEY);
        assertThat(asked.json().path("messages")).isEqualTo(json(ROLES));
    }

    @Test
    void mistralGetsItsRandomSeedAndTheCacheKeyOfItsSystemText() throws IOException {
        var asked = asked("mistral/mistral-large-latest", CachePlan.NONE);
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TestCalls.KEY);
        assertThat(asked.json()).isEqualTo(json("""
                        {"model":"mistral-large-latest","messages":%s,"temperature":0.7,"stream":true,
                         "max_tokens":200,"random_seed":42,
                         "prompt_cache_key":"46cf3965-086f-3b71-af99-4931d20121e7","reasoning_effort":"low"}
                        """.formatted(ROLES)));
    }

    @Test
    void mistralGetsTheSameCacheKeyWhateverThePlanSays() throws IOException {
        var marked = asked("mistral/mistral-large-latest", new CachePlan(Map.of(1, Ttl.FIVE_MINUTES)));
        assertThat(marked.json().path("prompt_cache_key").asText()).isEqualTo("46cf3965-086f-3b71-af99-4931d20121e7");
    }

    @Test
    void geminiGetsContentsAndGenerationConfig() throws IOException {
        var asked = asked("google/gemini-3.7-flash", CachePlan.NONE);
        assertThat(asked.path()).isEqualTo("/v1beta/models/gemini-3.7-flash:streamGenerateContent?alt=sse");
        assertThat(asked.header("x-goog-api-key")).isEqualTo(TestCalls.KEY);
        assertThat(asked.json()).isEqualTo(json("""
                        {"systemInstruction":{"parts":[{"text":"You are Ada.\\n\\nScenario: a \\"quiet\\" room."}]},
                         "contents":[{"role":"user","parts":[{"text":"Scene: it rains.\\n\\nBen: Hello."}]},
                                     {"role":"model","parts":[{"text":"Hi Ben.\\n\\nNice weather."}]},
                                     {"role":"user","parts":[{"text":"Ben: Is it?\\n\\n[Your turn, Ada.]"}]}],
                         "generationConfig":{"maxOutputTokens":200,"temperature":0.7,"seed":42,"thinkingConfig":{"thinkingLevel":"low"}}}
                        """));
    }

    @Test
    void ollamaGetsOptions() throws IOException {
        var asked = asked("ollama/llama3.3", CachePlan.NONE);
        assertThat(asked.path()).isEqualTo("/api/chat");
        assertThat(asked.headers().containsKey("Authorization")).isFalse();
        assertThat(asked.json()).isEqualTo(json("""
                        {"model":"llama3.3","messages":%s,"stream":true,"think":"low",
                         "options":{"num_predict":200,"temperature":0.7,"seed":42}}
                        """.formatted(ROLES)));
    }

    @Test
    void theCallsIdGoesAlong() throws IOException {
        var asked = asked("openai/gpt-6-luna", CachePlan.NONE);
        assertThat(asked.header("X-Client-Request-Id")).isEqualTo(TestCalls.ID.toString());
        assertThat(asked.headers().containsKey("X-Rehearsal-Seed")).isFalse();
    }

    @Test
    void rehearsalUsesTheStandInsRootItsOwnKeyAndTheSeed() {
        var settings = TestCalls.settings("anthropic", "http://127.0.0.1:1").withRehearsal(() -> fake.url() + "/");
        new Providers(settings)
                .call(
                        TestCalls.call("anthropic/claude-sonnet-5", TestCalls.ALL, CachePlan.NONE, RunMode.REHEARSAL),
                        _ -> {});
        var asked = fake.onlyRequest();
        assertThat(asked.path()).isEqualTo("/anthropic/v1/messages");
        assertThat(asked.header("x-api-key")).isEqualTo("rehearsal");
        assertThat(asked.header("X-Rehearsal-Seed")).isEqualTo("42");
        assertThat(asked.header("X-Client-Request-Id")).isEqualTo(TestCalls.ID.toString());
    }

    private FakeProvider.Asked asked(String model, CachePlan plan) {
        var provider = model.substring(0, model.indexOf('/'));
        new Providers(TestCalls.settings(provider, fake.url()))
                .call(TestCalls.call(model, TestCalls.ALL, plan, RunMode.LIVE), _ -> {});
        return fake.onlyRequest();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
