package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import dev.parley.planning.cache.CachePlan;
import dev.parley.provider.CallOutcome.Answered;
import dev.parley.provider.ReportedUsage.Missing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole replies whose usage cannot be believed. The text is kept; the cost is unknown, with the reason and with the
/// usage as it came.
class BadUsageTest {
    private final FakeProvider fake = new FakeProvider();

    @AfterEach
    void close() {
        fake.close();
    }

    /// @param count a count of the healthy stream, as it stands in the JSON
    private record Counted(String model, String stream, String count) {
        String name() {
            return count.substring(1, count.indexOf("\":"));
        }

        Bad with(String kind, String value, String reason) {
            var bad = "\"" + name() + "\":" + value;
            return new Bad(kind, model, stream.replace(count, bad), bad, reason.formatted(name()));
        }
    }

    /// @param kept what must stand in the raw usage
    record Bad(String kind, String model, String stream, String kept, String reason) {
        @Override
        public String toString() {
            return model.substring(0, model.indexOf('/')) + ": " + kind;
        }
    }

    static List<Bad> badCounts() {
        var all = new ArrayList<Bad>();
        for (var one : List.of(
                new Counted(
                        "anthropic/claude-sonnet-5",
                        Streams.ANTHROPIC_START + Streams.ANTHROPIC_END,
                        "\"input_tokens\":12"),
                new Counted(
                        "openai/gpt-6-luna",
                        Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE + Streams.DONE,
                        "\"completion_tokens\":40"),
                new Counted(
                        "deepseek/deepseek-chat",
                        Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.DEEPSEEK_USAGE + Streams.DONE,
                        "\"prompt_cache_miss_tokens\":260"),
                new Counted(
                        "mistral/mistral-large-latest",
                        Streams.MISTRAL_START + Streams.MISTRAL_END,
                        "\"completion_tokens\":9"),
                new Counted(
                        "google/gemini-3.7-flash",
                        Streams.GEMINI_START + Streams.GEMINI_END,
                        "\"promptTokenCount\":700"),
                new Counted("ollama/llama3.3", Streams.OLLAMA_START + Streams.OLLAMA_END, "\"eval_count\":6"))) {
            all.add(one.with("null", "null", "no %s"));
            all.add(one.with("negative", "-3", "negative %s: -3"));
            all.add(one.with("beyond a long", "99999999999999999999", "%s is no whole number"));
            all.add(one.with("beyond belief", "9000000000000", "%s is beyond belief: 9000000000000"));
            all.add(one.with("a fraction", "12.5", "%s is no whole number"));
            all.add(one.with("a string", "\"12\"", "%s is no whole number"));
            all.add(one.with("an object", "{\"n\":12}", "%s is no whole number"));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("badCounts")
    void aCountThatIsNoneLeavesTheCostUnknown(Bad bad) {
        isUnknown(bad);
    }

    static List<Bad> contradictions() {
        var openAi = Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE + Streams.DONE;
        var deepSeek = Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.DEEPSEEK_USAGE + Streams.DONE;
        var mistral = Streams.MISTRAL_START + Streams.MISTRAL_END;
        var gemini = Streams.GEMINI_START + Streams.GEMINI_END;
        var anthropic = Streams.ANTHROPIC_START + Streams.ANTHROPIC_END;
        return List.of(
                more(
                        "anthropic/claude-sonnet-5",
                        anthropic,
                        "_creation_input_tokens\":350",
                        "_creation_input_tokens\":349"),
                more(
                        "anthropic/claude-sonnet-5",
                        anthropic,
                        "\"output_tokens\":7",
                        "\"output_tokens\":7,\"output_tokens_details\":{\"thinking_tokens\":8}"),
                more("openai/gpt-6-luna", openAi, "\"cached_tokens\":1024", "\"cached_tokens\":1201"),
                more("openai/gpt-6-luna", openAi, "\"reasoning_tokens\":30", "\"reasoning_tokens\":41"),
                more("openai/gpt-6-luna", openAi, "\"total_tokens\":1540", "\"total_tokens\":1539"),
                more(
                        "deepseek/deepseek-chat",
                        deepSeek,
                        "\"prompt_cache_hit_tokens\":640",
                        "\"prompt_cache_hit_tokens\":641"),
                more("deepseek/deepseek-chat", deepSeek, "\"reasoning_tokens\":5", "\"reasoning_tokens\":41"),
                more("deepseek/deepseek-chat", deepSeek, "\"total_tokens\":940", "\"total_tokens\":939"),
                more("mistral/mistral-large-latest", mistral, "\"num_cached_tokens\":400", "\"num_cached_tokens\":501"),
                more("mistral/mistral-large-latest", mistral, "\"total_tokens\":509", "\"total_tokens\":508"),
                more(
                        "google/gemini-3.7-flash",
                        gemini,
                        "\"cachedContentTokenCount\":512",
                        "\"cachedContentTokenCount\":701"),
                more("google/gemini-3.7-flash", gemini, "\"totalTokenCount\":717", "\"totalTokenCount\":716"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void partsThatExceedTheWholeLeaveTheCostUnknown(Bad bad) {
        isUnknown(bad);
    }

    static List<Bad> oddDetails() {
        return List.of(
                more(
                        "anthropic/claude-sonnet-5",
                        Streams.ANTHROPIC_START + Streams.ANTHROPIC_END,
                        "\"cache_creation\":{\"ephemeral_5m_input_tokens\":150,\"ephemeral_1h_input_tokens\":200}",
                        "\"cache_creation\":350"),
                more(
                        "openai/gpt-6-luna",
                        Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE + Streams.DONE,
                        "\"prompt_tokens_details\":{\"cached_tokens\":1024,\"cache_write_tokens\":300}",
                        "\"prompt_tokens_details\":[1024,300]"));
    }

    /// Passed over, they would make what was read from a cache look fresh.
    @ParameterizedTest
    @MethodSource("oddDetails")
    void detailsThatAreNoneLeaveTheCostUnknown(Bad bad) {
        isUnknown(bad);
    }

    private static Bad more(String model, String stream, String healthy, String bad) {
        assertThat(stream).contains(healthy);
        return new Bad(bad, model, stream.replace(healthy, bad), bad, "");
    }

    private void isUnknown(Bad bad) {
        fake.streams(bad.stream());
        var provider = bad.model().substring(0, bad.model().indexOf('/'));
        var outcome = new Providers(TestCalls.settings(provider, fake.url()))
                .call(TestCalls.call(bad.model(), TestCalls.ALL, CachePlan.NONE, RunMode.LIVE), _ -> {});
        assertThat(outcome).isInstanceOf(Answered.class);
        var answered = (Answered) outcome;
        assertThat(answered.text()).isEqualTo(Streams.TEXT);
        assertThat(answered.usage()).isInstanceOf(Missing.class);
        var missing = (Missing) answered.usage();
        assertThat(missing.reason()).isNotBlank().contains(bad.reason());
        // Anthropic's parts are merged, and what is null in one of them is left to the other.
        if (!(bad.kind().equals("null") && provider.equals("anthropic"))) {
            assertThat(missing.raw()).contains(bad.kept());
        }
    }
}
