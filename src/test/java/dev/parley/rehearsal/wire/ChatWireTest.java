package dev.parley.rehearsal.wire;

import static dev.parley.rehearsal.Stand.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Fakes;
import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import dev.parley.rehearsal.StandInSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatWireTest {
    private static final String OPENAI = "/openai/v1";
    private static final String HELLO = "'messages':[{'role':'user','content':'Hello.'}]";
    private final Stand stand = new Stand();

    @AfterEach
    void close() {
        stand.close();
    }

    private Answer ask(String root, String model, String fields) {
        return stand.chat(root, "{'model':'" + model + "'," + fields + "}");
    }

    private static String withSystem(String system) {
        return "'messages':[{'role':'system','content':" + quoted(system) + "},{'role':'user','content':'Well?'}]";
    }

    private static JsonNode details(Answer answer) {
        return answer.json().path("usage").path("prompt_tokens_details");
    }

    private static void assertRefused(Answer answer, String param, String code) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(answer.json().path("error").path("param").asText()).isEqualTo(param);
        assertThat(answer.json().path("error").path("code").asText()).isEqualTo(code);
    }

    @Test
    void aWholeReplyHasTheVendorsShape() {
        JsonNode json = ask(OPENAI, "gpt-4o", HELLO).json();
        assertThat(json.path("id").asText()).startsWith("chatcmpl-");
        assertThat(json.path("object").asText()).isEqualTo("chat.completion");
        assertThat(json.path("model").asText()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(json.path("service_tier").asText()).isEqualTo("default");
        JsonNode choice = json.path("choices").get(0);
        assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(choice.path("message").path("refusal").isNull()).isTrue();
        JsonNode usage = json.path("usage");
        assertThat(usage.path("completion_tokens_details")
                        .path("reasoning_tokens")
                        .asInt())
                .isZero();
        assertThat(usage.path("prompt_tokens_details").has("cache_write_tokens"))
                .isFalse();
    }

    @Test
    void aStreamHasUsageOnlyWhenAsked() {
        Answer plain = ask(OPENAI, "gpt-4o", "'stream':true," + HELLO);
        assertThat(plain.events()).noneMatch(event -> event.path("usage").isObject());
        assertThat(plain.text()).endsWith("data: [DONE]\n\n");
        Answer asked = ask(OPENAI, "gpt-4o", "'stream':true,'stream_options':{'include_usage':true}," + HELLO);
        JsonNode last = asked.events().getLast();
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.path("usage").path("completion_tokens").asInt()).isPositive();
        assertThat(asked.events().getFirst().path("usage").isNull()).isTrue();
    }

    @Test
    void prefixesAreCachedInStepsAndExpire() {
        String body = withSystem(Fakes.words(2000, 1));
        assertThat(details(ask(OPENAI, "gpt-4o", body)).path("cached_tokens").asInt())
                .isZero();
        int cached = details(ask(OPENAI, "gpt-4o", body)).path("cached_tokens").asInt();
        assertThat(cached).isGreaterThanOrEqualTo(1024);
        assertThat(cached % 128).isZero();
        stand.advance(Duration.ofMinutes(11));
        assertThat(details(ask(OPENAI, "gpt-4o", body)).path("cached_tokens").asInt())
                .isZero();
    }

    @Test
    void aRetentionOfADayOutlivesTheHour() {
        String body = "'prompt_cache_retention':'24h'," + withSystem(Fakes.words(2000, 1));
        ask(OPENAI, "gpt-5.1", body);
        stand.advance(Duration.ofHours(20));
        assertThat(details(ask(OPENAI, "gpt-5.1", body)).path("cached_tokens").asInt())
                .isPositive();
    }

    @Test
    void fromGpt56OnWritesAreBilledAtTheEndOfTheLastMessage() {
        String opening =
                "{'role':'system','content':" + quoted(Fakes.words(2000, 1)) + "},{'role':'user','content':'A?'}";
        JsonNode first = details(ask(OPENAI, "gpt-5.6-luna", "'messages':[" + opening + "]"));
        int written = first.path("cache_write_tokens").asInt();
        assertThat(written).isGreaterThan(1500);
        Answer next = ask(
                OPENAI,
                "gpt-5.6-luna",
                "'messages':[" + opening + ",{'role':'assistant','content':'B.'},{'role':'user','content':'C?'}]");
        assertThat(details(next).path("cached_tokens").asInt()).isEqualTo(written);
        assertThat(details(next).path("cache_write_tokens").asInt()).isBetween(1, 20);
        assertThat(details(ask(OPENAI, "gpt-5.6-luna", withSystem(Fakes.words(2000, 1))))
                        .path("cached_tokens")
                        .asInt())
                .as("no breakpoint at the end of the shared system text")
                .isZero();
    }

    @Test
    void explicitBreakpointsAreTheOnlyOnesWhenAskedFor() {
        String body =
                "'prompt_cache_options':{'mode':'explicit'},'messages':[{'role':'system','content':[{'type':'text','text':"
                        + quoted(Fakes.words(2000, 1))
                        + ",'prompt_cache_breakpoint':{'mode':'explicit','ttl':'12h'}}]},"
                        + "{'role':'user','content':'SAID'}]";
        int written = details(ask(OPENAI, "gpt-6-sol", body))
                .path("cache_write_tokens")
                .asInt();
        assertThat(written).isGreaterThan(1500);
        stand.advance(Duration.ofHours(11));
        JsonNode later = details(ask(OPENAI, "gpt-6-sol", body.replace("SAID", "Another thing.")));
        assertThat(later.path("cached_tokens").asInt()).isEqualTo(written);
        assertThat(later.path("cache_write_tokens").asInt()).isZero();
        assertThat(stand.billed().getFirst().path("usage").path("cacheWrite1h").asInt())
                .isEqualTo(written);
        String none = body.replaceAll(",'prompt_cache_breakpoint':\\{[^}]*}", "");
        assertThat(details(ask(OPENAI, "gpt-6-sol", none))
                        .path("cache_write_tokens")
                        .asInt())
                .isZero();
        assertThat(ask(OPENAI, "gpt-6-sol", body.replace("12h", "2h")).status()).isEqualTo(400);
    }

    @Test
    void reasoningModelsRefuseWhatTheyDoNotTake() {
        assertRefused(ask(OPENAI, "gpt-5", "'max_tokens':9," + HELLO), "max_tokens", "unsupported_parameter");
        assertRefused(ask(OPENAI, "o3", "'temperature':0.7," + HELLO), "temperature", "unsupported_value");
        assertRefused(
                ask(OPENAI, "gpt-4o", "'reasoning_effort':'low'," + HELLO),
                "reasoning_effort",
                "unsupported_parameter");
        assertThat(ask(OPENAI, "gpt-6-luna", "'temperature':1,'max_completion_tokens':99," + HELLO)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void reasoningIsBilledAndGrowsWithTheEffort() {
        int[] reasoning = List.of("minimal", "low", "high").stream()
                .mapToInt(effort -> ask(OPENAI, "gpt-5", "'reasoning_effort':'" + effort + "'," + HELLO)
                        .json()
                        .path("usage")
                        .path("completion_tokens_details")
                        .path("reasoning_tokens")
                        .asInt())
                .toArray();
        assertThat(reasoning[0]).isZero();
        assertThat(reasoning[1]).isPositive();
        assertThat(reasoning[2]).isGreaterThan(reasoning[1]);
    }

    @Test
    void whatTheVendorRefusesIsRefused() {
        assertRefused(ask(OPENAI, "gpt-4o", "'messages':[]"), "messages", "empty_array");
        assertRefused(stand.chat(OPENAI, "{'model':'gpt-4o'}"), "messages", "missing_required_parameter");
        assertRefused(
                ask(OPENAI, "gpt-4o", "'messages':[{'role':'boss','content':'x'}]"),
                "messages[0].role",
                "invalid_value");
        assertRefused(ask(OPENAI, "gpt-4o", "'temperature':2.5," + HELLO), "temperature", "decimal_above_max_value");
        assertRefused(ask(OPENAI, "gpt-4o", "'max_tokens':0," + HELLO), "max_tokens", "integer_below_min_value");
        assertThat(stand.chat(OPENAI, "{'model'").status()).isEqualTo(400);
        Answer bad = stand.send(
                "POST", OPENAI + "/chat/completions", "{" + HELLO + "}", Map.of("Authorization", "Bearer bad-key"));
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.json().path("error").path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(stand.send("POST", OPENAI + "/chat/completions", "{" + HELLO + "}", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void unknownModelsAndLongPromptsAreRefused() {
        try (Stand small =
                new Stand(new StandInSettings(0, 1, Map.of("openai", Set.of("gpt-4")), Map.of("openai/gpt-4", 100)))) {
            Answer unknown = small.chat(OPENAI, "{'model':'gpt-9'," + HELLO + "}");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.json().path("error").path("code").asText()).isEqualTo("model_not_found");
            assertRefused(
                    small.chat(OPENAI, "{'model':'gpt-4'," + withSystem(Fakes.words(400, 1)) + "}"),
                    "messages",
                    "context_length_exceeded");
            assertThat(small.get(OPENAI + "/models", Map.of("Authorization", "Bearer k"))
                            .json()
                            .path("data"))
                    .hasSize(1);
        }
    }

    @Test
    void deepSeekCountsHitsAndMissesInUnitsOf64() {
        String body = withSystem(Fakes.words(300, 1));
        JsonNode first = ask("/deepseek/v1", "deepseek-chat", body).json().path("usage");
        assertThat(first.path("prompt_cache_miss_tokens")).isEqualTo(first.path("prompt_tokens"));
        JsonNode second = ask("/deepseek", "deepseek-chat", body).json().path("usage");
        int hit = second.path("prompt_cache_hit_tokens").asInt();
        assertThat(hit).isPositive();
        assertThat(hit % 64).isZero();
        assertThat(hit + second.path("prompt_cache_miss_tokens").asInt())
                .isEqualTo(second.path("prompt_tokens").asInt());
    }

    @Test
    void deepSeeksReasonerThinksAloud() {
        JsonNode json = ask("/deepseek/v1", "deepseek-reasoner", HELLO).json();
        assertThat(json.path("choices")
                        .get(0)
                        .path("message")
                        .path("reasoning_content")
                        .asText())
                .isNotEmpty();
        assertThat(json.path("usage")
                        .path("completion_tokens_details")
                        .path("reasoning_tokens")
                        .asInt())
                .isPositive();
    }

    @Test
    void mistralCachesOnlyWithAKey() {
        String body = withSystem(Fakes.words(2000, 1));
        ask("/mistral/v1", "mistral-large-2512", body);
        assertThat(details(ask("/mistral/v1", "mistral-large-2512", body))
                        .path("cached_tokens")
                        .asInt())
                .isZero();
        String keyed = "'prompt_cache_key':'run-1'," + body;
        ask("/mistral/v1", "mistral-large-2512", keyed);
        assertThat(details(ask("/mistral/v1", "mistral-large-2512", keyed))
                        .path("cached_tokens")
                        .asInt())
                .isPositive();
    }

    @Test
    void mistralStreamsUsageUnaskedAndHasItsOwnErrors() {
        Answer stream = ask("/mistral/v1", "mistral-large-2512", "'stream':true," + HELLO);
        assertThat(stream.events()
                        .getLast()
                        .path("usage")
                        .path("completion_tokens")
                        .asInt())
                .isPositive();
        Answer order = ask(
                "/mistral/v1",
                "mistral-large-2512",
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'}]");
        assertThat(order.status()).isEqualTo(400);
        assertThat(order.json().path("type").asText()).isEqualTo("invalid_request_message_order");
        assertThat(stand.chat("/mistral/v1", "{'model':'mistral-large-2512'}").status())
                .isEqualTo(422);
        assertThat(stand.send("POST", "/mistral/v1/chat/completions", "{}", Map.of("Authorization", "Bearer bad-key"))
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("Unauthorized");
    }

    @Test
    void anyOtherVendorIsServedUnderItsOwnName() {
        assertThat(ask("/x-ai/v1", "grok-4.3", HELLO).status()).isEqualTo(200);
        assertThat(stand.billed().getFirst().path("provider").asText()).isEqualTo("x-ai");
        assertThat(stand.billed().getFirst().path("model").asText()).isEqualTo("grok-4.3");
    }

    @Test
    void qwenCachesMarkedPartsForFiveMinutes() {
        String body = "'messages':[{'role':'system','content':[{'type':'text','text':" + quoted(Fakes.words(2000, 1))
                + ",'cache_control':{'type':'ephemeral'}}]},{'role':'user','content':'Well?'}]";
        JsonNode first = details(ask("/alibaba/v1", "qwen3.5-plus", body));
        assertThat(first.path("cache_creation_input_tokens").asInt()).isGreaterThan(1500);
        stand.advance(Duration.ofMinutes(4));
        JsonNode second = details(ask("/alibaba/v1", "qwen3.5-plus", body));
        assertThat(second.path("cached_tokens")).isEqualTo(first.path("cache_creation_input_tokens"));
        stand.advance(Duration.ofMinutes(4));
        assertThat(details(ask("/alibaba/v1", "qwen3.5-plus", body))
                        .path("cached_tokens")
                        .asInt())
                .isPositive();
        stand.advance(Duration.ofMinutes(5));
        assertThat(details(ask("/alibaba/v1", "qwen3.5-plus", body))
                        .path("cached_tokens")
                        .asInt())
                .isZero();
    }
}
