package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Answered;
import dev.parley.provider.CallOutcome.Finish;
import dev.parley.provider.ReportedUsage.Missing;
import dev.parley.provider.ReportedUsage.Reported;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes back of whole replies.
class WireReplyTest {
    private final FakeProvider fake = new FakeProvider();
    private final List<String> pieces = new ArrayList<>();

    @AfterEach
    void close() {
        fake.close();
    }

    static List<Streams.Case> cases() {
        return Streams.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void textComesInPiecesAndInOrder(Streams.Case stream) {
        var answered = answered(stream.model(), stream.start() + stream.end());
        assertThat(answered.text()).isEqualTo(Streams.TEXT);
        assertThat(pieces).containsExactly("Good day,", " Ben.");
        assertThat(answered.finish()).isEqualTo(Finish.STOP);
        assertThat(answered.latency()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rawUsageHoldsNoWordOfTheConversation(Streams.Case stream) {
        var answered = answered(stream.model(), stream.start() + stream.end());
        assertThat(((Reported) answered.usage()).raw())
                .startsWith("{")
                .doesNotContain("Good day")
                .doesNotContain("Ben");
    }

    @Test
    void anthropicTellsBothWriteClassesVersionAndId() {
        var answered = answered("anthropic/claude-sonnet-5", Streams.ANTHROPIC_START + Streams.ANTHROPIC_END);
        assertThat(usage(answered)).isEqualTo(new Usage(12, 1000, 150, 200, 7, 0));
        assertThat(answered.modelReturned()).isEqualTo("claude-sonnet-5-20260801");
        assertThat(answered.responseId()).isEqualTo("msg_1");
    }

    @Test
    void anthropicsLastEventMayRepeatAllClasses() {
        var end = Streams.ANTHROPIC_END.replace(
                "\"usage\":{\"output_tokens\":7}",
                "\"usage\":{\"input_tokens\":13,\"cache_read_input_tokens\":1000,\"cache_creation_input_tokens\":350,\"output_tokens\":8,\"output_tokens_details\":{\"thinking_tokens\":3}}");
        var answered = answered("anthropic/claude-sonnet-5", Streams.ANTHROPIC_START + end);
        assertThat(usage(answered)).isEqualTo(new Usage(13, 1000, 150, 200, 8, 3));
    }

    @Test
    void openAiCountsCachedAndWrittenTokensApartFromFreshOnes() {
        var answered = answered(
                "openai/gpt-6-luna",
                Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE + Streams.DONE);
        assertThat(usage(answered)).isEqualTo(new Usage(176, 1024, 300, 0, 40, 30));
        assertThat(answered.modelReturned()).isEqualTo("gpt-6-luna-2026-09-01");
        assertThat(answered.responseId()).isEqualTo("chatcmpl-1");
    }

    @Test
    void deepSeekCountsHitsAsReads() {
        var answered = answered(
                "deepseek/deepseek-chat",
                Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.DEEPSEEK_USAGE + Streams.DONE);
        assertThat(usage(answered)).isEqualTo(new Usage(260, 640, 0, 0, 40, 5));
    }

    @Test
    void mistralCountsCachedTokensAsReads() {
        var answered = answered("mistral/mistral-large-latest", Streams.MISTRAL_START + Streams.MISTRAL_END);
        assertThat(usage(answered)).isEqualTo(new Usage(100, 400, 0, 0, 9, 0));
        assertThat(answered.modelReturned()).isEqualTo("mistral-large-2512");
    }

    @Test
    void geminiBillsThoughtsAsOutputAndTakesTheLastCount() {
        var answered = answered("google/gemini-3.7-flash", Streams.GEMINI_START + Streams.GEMINI_END);
        assertThat(usage(answered)).isEqualTo(new Usage(188, 512, 0, 0, 17, 11));
        assertThat(answered.modelReturned()).isEqualTo("gemini-3.7-flash-001");
        assertThat(answered.responseId()).isEqualTo("g-1");
    }

    @Test
    void ollamaCountsPromptAndReply() {
        var answered = answered("ollama/llama3.3", Streams.OLLAMA_START + Streams.OLLAMA_END);
        assertThat(usage(answered)).isEqualTo(Usage.of(120, 6));
    }

    @Test
    void aWholeAnswerWithoutUsageIsAnsweredAtUnknownCost() {
        assertMissing("openai/gpt-6-luna", Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.DONE);
        assertMissing(
                "anthropic/claude-sonnet-5",
                Streams.ANTHROPIC_START + Streams.ANTHROPIC_END.replace(",\"usage\":{\"output_tokens\":7}", ""));
        assertMissing(
                "google/gemini-3.7-flash",
                (Streams.GEMINI_START + Streams.GEMINI_END).replaceAll("\"usageMetadata\":\\{[^}]*\\},", ""));
        assertMissing(
                "mistral/mistral-large-latest",
                Streams.MISTRAL_START + Streams.MISTRAL_END.replaceAll(",\"usage\":\\{[^}]*\\}", ""));
        assertMissing(
                "ollama/llama3.3",
                Streams.OLLAMA_START + Streams.OLLAMA_END.replace(",\"prompt_eval_count\":120,\"eval_count\":6", ""));
    }

    @Test
    void aReplyCutByItsLimitSaysSo() {
        assertFinish("anthropic/claude-sonnet-5", anthropicEnding("max_tokens"), Finish.LENGTH);
        assertFinish("openai/gpt-6-luna", openAiEnding("length"), Finish.LENGTH);
        assertFinish("google/gemini-3.7-flash", geminiEnding("MAX_TOKENS"), Finish.LENGTH);
        assertFinish(
                "mistral/mistral-large-latest",
                Streams.MISTRAL_START + Streams.MISTRAL_END.replace("\"stop\"", "\"length\""),
                Finish.LENGTH);
        assertFinish(
                "ollama/llama3.3",
                Streams.OLLAMA_START + Streams.OLLAMA_END.replace("\"stop\"", "\"length\""),
                Finish.LENGTH);
    }

    @Test
    void aRefusalSaysSo() {
        assertFinish("anthropic/claude-sonnet-5", anthropicEnding("refusal"), Finish.REFUSED);
        assertFinish("openai/gpt-6-luna", openAiEnding("content_filter"), Finish.REFUSED);
        assertFinish("google/gemini-3.7-flash", geminiEnding("SAFETY"), Finish.REFUSED);
        assertFinish("google/gemini-3.7-flash", geminiEnding("PROHIBITED_CONTENT"), Finish.REFUSED);
    }

    @Test
    void openAisWordsOfRefusalAreTheText() {
        var stream = """
                data: {"id":"c","model":"gpt-6-luna","choices":[{"index":0,"delta":{"role":"assistant","refusal":"I can't help."},"finish_reason":null}]}

                data: {"id":"c","model":"gpt-6-luna","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                """ + Streams.OPENAI_USAGE + Streams.DONE;
        var answered = answered("openai/gpt-6-luna", stream);
        assertThat(answered.finish()).isEqualTo(Finish.REFUSED);
        assertThat(answered.text()).isEqualTo("I can't help.");
        assertThat(pieces).containsExactly("I can't help.");
    }

    @Test
    void aPromptThatGeminiBlocksIsARefusalWithItsCost() {
        var answered = answered("google/gemini-3.7-flash", """
                data: {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":700,"totalTokenCount":700},"modelVersion":"gemini-3.7-flash-001"}

                """);
        assertThat(answered.finish()).isEqualTo(Finish.REFUSED);
        assertThat(answered.text()).isEmpty();
        assertThat(usage(answered)).isEqualTo(Usage.of(700, 0));
    }

    private static String anthropicEnding(String reason) {
        return Streams.ANTHROPIC_START + Streams.ANTHROPIC_END.replace("end_turn", reason);
    }

    private static String openAiEnding(String reason) {
        return Streams.OPENAI_START
                + Streams.OPENAI_FINISH.replace("\"stop\"", "\"" + reason + "\"")
                + Streams.OPENAI_USAGE
                + Streams.DONE;
    }

    private static String geminiEnding(String reason) {
        return Streams.GEMINI_START + Streams.GEMINI_END.replace("STOP", reason);
    }

    private void assertFinish(String model, String stream, Finish finish) {
        assertThat(answered(model, stream).finish()).as(model).isEqualTo(finish);
    }

    private void assertMissing(String model, String stream) {
        var answered = answered(model, stream);
        assertThat(answered.text()).as(model).isEqualTo(Streams.TEXT);
        assertThat(answered.usage()).as(model).isInstanceOf(Missing.class);
    }

    private static Usage usage(Answered answered) {
        return ((Reported) answered.usage()).usage();
    }

    private Answered answered(String model, String stream) {
        fake.streams(stream);
        var provider = model.substring(0, model.indexOf('/'));
        var outcome = new Providers(TestCalls.settings(provider, fake.url()))
                .call(TestCalls.call(model, TestCalls.ALL, CachePlan.NONE, RunMode.LIVE), pieces::add);
        assertThat(outcome).as(model).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }
}
