package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.planning.cache.CachePlan;
import dev.parley.planning.cache.Ttl;
import dev.parley.provider.ReportedUsage.Missing;
import dev.parley.provider.ReportedUsage.Reported;
import dev.parley.tokens.Usage;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReadingTest {
    @Test
    void anthropicsWritesWithoutASplitAreOfTheTtlAskedFor() {
        var usage = "{\"input_tokens\":5,\"cache_creation_input_tokens\":900,\"output_tokens\":3}";
        assertThat(anthropic(usage, new CachePlan(Map.of(1, Ttl.ONE_HOUR)))).isEqualTo(new Usage(5, 0, 0, 900, 3, 0));
        assertThat(anthropic(usage, new CachePlan(Map.of(1, Ttl.FIVE_MINUTES))))
                .isEqualTo(new Usage(5, 0, 900, 0, 3, 0));
    }

    @Test
    void anthropicsWritesWithoutASplitAreUnknownWhenBothTtlsWereAskedFor() {
        var usage = json("{\"input_tokens\":5,\"cache_creation_input_tokens\":900,\"output_tokens\":3}");
        var plan = new CachePlan(Map.of(1, Ttl.ONE_HOUR, 3, Ttl.FIVE_MINUTES));
        assertThat(AnthropicUsage.read(List.of(usage), plan)).isInstanceOf(Missing.class);
    }

    @Test
    void anthropicsNullsCountAsAbsent() {
        assertThat(anthropic(
                        "{\"input_tokens\":5,\"cache_creation_input_tokens\":null,\"cache_read_input_tokens\":null,\"cache_creation\":null,\"output_tokens\":3}",
                        CachePlan.NONE))
                .isEqualTo(Usage.of(5, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output_tokens\":3}",
                "{\"input_tokens\":5}",
                "{\"input_tokens\":-5,\"output_tokens\":3}",
                "{\"input_tokens\":5.5,\"output_tokens\":3}",
                "{\"input_tokens\":\"5\",\"output_tokens\":3}",
                "{\"input_tokens\":5,\"output_tokens\":3,\"output_tokens_details\":{\"thinking_tokens\":4}}",
                "{\"input_tokens\":5,\"output_tokens\":3,\"cache_creation_input_tokens\":9,\"cache_creation\":{\"ephemeral_5m_input_tokens\":4,\"ephemeral_1h_input_tokens\":4}}",
                "{\"input_tokens\":99999999999999999999,\"output_tokens\":3}"
            })
    void anthropicUsageThatContradictsItselfIsMissing(String usage) {
        var read = AnthropicUsage.read(List.of(json(usage)), CachePlan.NONE);
        assertThat(read).isInstanceOf(Missing.class);
        assertThat(((Missing) read).raw()).isEqualTo(usage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"completion_tokens\":3}",
                "{\"prompt_tokens\":5}",
                "{\"prompt_tokens\":5,\"completion_tokens\":-1}",
                "{\"prompt_tokens\":5,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":6}}",
                "{\"prompt_tokens\":5,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":3,\"cache_write_tokens\":3}}",
                "{\"prompt_tokens\":5,\"completion_tokens\":3,\"completion_tokens_details\":{\"reasoning_tokens\":4}}"
            })
    void openAiUsageThatContradictsItselfIsMissing(String usage) {
        assertThat(OpenAiUsage.read(json(usage))).isInstanceOf(Missing.class);
        assertThat(OpenAiUsage.readReasoningBeside(json(usage))).isInstanceOf(Missing.class);
    }

    @Property(tries = 200)
    void openAisPartsAddUpToItsWhole(
            @ForAll @LongRange(min = 0, max = 1_000_000) long fresh,
            @ForAll @LongRange(min = 0, max = 1_000_000) long read,
            @ForAll @LongRange(min = 0, max = 1_000_000) long written) {
        long prompt = fresh + read + written;
        var usage = reported(OpenAiUsage.read(json(
                "{\"prompt_tokens\":%d,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":%d,\"cache_write_tokens\":%d}}"
                        .formatted(prompt, read, written))));
        assertThat(usage.totalInput()).isEqualTo(prompt);
        assertThat(usage).isEqualTo(new Usage(fresh, read, written, 0, 1, 0));
    }

    @Test
    void reasoningBesideTheCompletionIsOutputToo() {
        assertThat(
                        reported(
                                OpenAiUsage.readReasoningBeside(
                                        json(
                                                "{\"prompt_tokens\":10,\"completion_tokens\":4,\"total_tokens\":44,\"completion_tokens_details\":{\"reasoning_tokens\":30}}"))))
                .isEqualTo(new Usage(10, 0, 0, 0, 34, 30));
        assertThat(
                        reported(
                                OpenAiUsage.readReasoningBeside(
                                        json(
                                                "{\"prompt_tokens\":10,\"completion_tokens\":34,\"total_tokens\":44,\"completion_tokens_details\":{\"reasoning_tokens\":30}}"))))
                .isEqualTo(new Usage(10, 0, 0, 0, 34, 30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_cache_hit_tokens\":5,\"completion_tokens\":3}",
                "{\"prompt_cache_miss_tokens\":5,\"completion_tokens\":3}",
                "{\"prompt_tokens\":11,\"prompt_cache_hit_tokens\":5,\"prompt_cache_miss_tokens\":5,\"completion_tokens\":3}",
                "{\"prompt_cache_hit_tokens\":5,\"prompt_cache_miss_tokens\":5,\"completion_tokens\":3,\"completion_tokens_details\":{\"reasoning_tokens\":4}}"
            })
    void deepSeekUsageThatContradictsItselfIsMissing(String usage) {
        assertThat(DeepSeekUsage.read(json(usage))).isInstanceOf(Missing.class);
    }

    @Test
    void mistralsCachedTokensStandInEitherPlace() {
        assertThat(
                        reported(
                                MistralUsage.read(
                                        json(
                                                "{\"prompt_tokens\":50,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":20}}"))))
                .isEqualTo(new Usage(30, 20, 0, 0, 3, 0));
        assertThat(
                        MistralUsage.read(
                                json(
                                        "{\"prompt_tokens\":50,\"completion_tokens\":3,\"num_cached_tokens\":21,\"prompt_tokens_details\":{\"cached_tokens\":20}}")))
                .isInstanceOf(Missing.class);
        assertThat(MistralUsage.read(json("{\"prompt_tokens\":50,\"completion_tokens\":3,\"num_cached_tokens\":51}")))
                .isInstanceOf(Missing.class);
    }

    @Test
    void geminisMissingCandidatesAreNoneOnlyWhenTheTotalSaysSo() {
        assertThat(reported(GeminiUsage.read(
                        json("{\"promptTokenCount\":50,\"thoughtsTokenCount\":9,\"totalTokenCount\":59}"))))
                .isEqualTo(new Usage(50, 0, 0, 0, 9, 9));
        assertThat(GeminiUsage.read(json("{\"promptTokenCount\":50,\"thoughtsTokenCount\":9,\"totalTokenCount\":60}")))
                .isInstanceOf(Missing.class);
        assertThat(GeminiUsage.read(json("{\"promptTokenCount\":50}"))).isInstanceOf(Missing.class);
        assertThat(GeminiUsage.read(
                        json("{\"promptTokenCount\":50,\"cachedContentTokenCount\":51,\"candidatesTokenCount\":1}")))
                .isInstanceOf(Missing.class);
    }

    @Test
    void ollamaNeedsBothCounts() {
        assertThat(OllamaUsage.read(json("{\"eval_count\":3}"))).isInstanceOf(Missing.class);
        assertThat(OllamaUsage.read(json("{\"prompt_eval_count\":3}"))).isInstanceOf(Missing.class);
    }

    private static Usage anthropic(String usage, CachePlan plan) {
        return reported(AnthropicUsage.read(List.of(json(usage)), plan));
    }

    private static Usage reported(ReportedUsage usage) {
        assertThat(usage).isInstanceOf(Reported.class);
        return ((Reported) usage).usage();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
