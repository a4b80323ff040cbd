package dev.parley.rehearsal.wire;

import static dev.parley.rehearsal.Stand.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Fakes;
import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicWireTest {
    private static final String HELLO = "'messages':[{'role':'user','content':'Hello.'}]";
    private final Stand stand = Stand.knowing("anthropic", "claude-sonnet-5", "claude-sonnet-4-5", "claude-opus-4-1");

    @AfterEach
    void close() {
        stand.close();
    }

    private static String marked(String text, String ttl) {
        return "{'type':'text','text':" + quoted(text) + ",'cache_control':{'type':'ephemeral','ttl':'" + ttl + "'}}";
    }

    private Answer ask(String fields) {
        return stand.anthropic("{'model':'claude-sonnet-5','max_tokens':300," + fields + "}");
    }

    private static void assertRefused(Answer answer, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asText()).isEqualTo("error");
        assertThat(answer.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(answer.json().path("error").path("message").asText()).contains(message);
        assertThat(answer.json().path("request_id").asText()).startsWith("req_01");
    }

    @Test
    void aWholeReplyHasTheVendorsShape() {
        Answer answer = ask(HELLO);
        JsonNode json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("request-id")).startsWith("req_01");
        assertThat(json.path("id").asText()).startsWith("msg_01").hasSize(28);
        assertThat(json.path("type").asText()).isEqualTo("message");
        assertThat(json.path("role").asText()).isEqualTo("assistant");
        assertThat(json.path("content").get(0).path("type").asText()).isEqualTo("text");
        assertThat(json.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(json.path("stop_sequence").isNull()).isTrue();
        assertThat(json.path("usage").path("service_tier").asText()).isEqualTo("standard");
        assertThat(json.path("usage").path("input_tokens").asInt()).isBetween(4, 20);
    }

    @Test
    void aStreamTellsTheSameInTheVendorsOrder() {
        JsonNode whole = ask(HELLO).json();
        Answer stream = ask("'stream':true," + HELLO);
        List<JsonNode> events = stream.events();
        List<String> types =
                events.stream().map(event -> event.path("type").asText()).toList();
        assertThat(stream.header("content-type")).startsWith("text/event-stream");
        assertThat(types).startsWith("message_start", "content_block_start", "ping", "content_block_delta");
        assertThat(types).endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
        assertThat(stream.text()).contains("event: message_start\ndata: {");
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.path("delta").path("text").asText()));
        assertThat(text.toString())
                .isEqualTo(whole.path("content").get(0).path("text").asText());
        JsonNode start = events.getFirst().path("message").path("usage");
        JsonNode end = events.get(events.size() - 2);
        assertThat(start.path("input_tokens")).isEqualTo(whole.path("usage").path("input_tokens"));
        assertThat(end.path("usage").path("output_tokens"))
                .isEqualTo(whole.path("usage").path("output_tokens"));
        assertThat(end.path("delta").path("stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void systemAndHistoryAreWrittenAtTheirTtlsAndReadAgain() {
        String body = "'system':[" + marked(Fakes.words(1500, 1), "1h") + "],'messages':[{'role':'user','content':["
                + marked(Fakes.words(800, 2), "5m") + "]}]";
        JsonNode first = ask(body).json().path("usage");
        JsonNode split = first.path("cache_creation");
        assertThat(split.path("ephemeral_1h_input_tokens").asInt()).isGreaterThan(1200);
        assertThat(split.path("ephemeral_5m_input_tokens").asInt()).isGreaterThan(600);
        assertThat(first.path("cache_creation_input_tokens").asInt())
                .isEqualTo(split.path("ephemeral_1h_input_tokens").asInt()
                        + split.path("ephemeral_5m_input_tokens").asInt());
        JsonNode second = ask(body).json().path("usage");
        assertThat(second.path("cache_read_input_tokens")).isEqualTo(first.path("cache_creation_input_tokens"));
        assertThat(second.path("input_tokens")).isEqualTo(first.path("input_tokens"));
        stand.advance(Duration.ofMinutes(6));
        JsonNode later = ask(body).json().path("usage");
        assertThat(later.path("cache_read_input_tokens")).isEqualTo(split.path("ephemeral_1h_input_tokens"));
        assertThat(later.path("cache_creation").path("ephemeral_5m_input_tokens"))
                .isEqualTo(split.path("ephemeral_5m_input_tokens"));
    }

    @Test
    void aTopLevelCacheControlMarksTheLastBlock() {
        String body = "'cache_control':{'type':'ephemeral'},'system':" + quoted(Fakes.words(1500, 1)) + "," + HELLO;
        int written = ask(body)
                .json()
                .path("usage")
                .path("cache_creation_input_tokens")
                .asInt();
        assertThat(written).isGreaterThan(1200);
        String longer = body.replace("}]", "},{'role':'assistant','content':'Hi.'},{'role':'user','content':'So?'}]");
        assertThat(ask(longer)
                        .json()
                        .path("usage")
                        .path("cache_read_input_tokens")
                        .asInt())
                .isEqualTo(written);
    }

    @Test
    void cachesAreKeptApartByKeyAndByModel() {
        String fields = "'max_tokens':9,'system':[" + marked(Fakes.words(1500, 1), "5m") + "]," + HELLO + "}";
        stand.anthropic("{'model':'claude-sonnet-5'," + fields);
        Answer other = stand.anthropic("{'model':'claude-sonnet-4-5'," + fields);
        assertThat(other.json().path("usage").path("cache_read_input_tokens").asInt())
                .isZero();
        Answer stranger = stand.send(
                "POST",
                "/anthropic/v1/messages",
                "{'model':'claude-sonnet-5'," + fields,
                Map.of("x-api-key", "another", "anthropic-version", "2023-06-01"));
        assertThat(stranger.json().path("usage").path("cache_read_input_tokens").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-fable-5-1, 512", "claude-opus-5, 512", "claude-sonnet-5, 1024", "claude-sonnet-4-6, 1024",
        "claude-opus-4-8, 1024", "claude-opus-4-1, 1024", "claude-opus-4-7, 2048", "claude-3-haiku, 2048",
        "claude-3-5-haiku-latest, 2048", "claude-opus-4-5, 4096", "claude-opus-4-6, 4096", "claude-haiku-4-5, 4096"
    })
    void eachModelHasItsShortestPrefix(String model, int tokens) {
        assertThat(Traits.anthropicCacheMinTokens(model)).isEqualTo(tokens);
    }

    @Test
    void fiveMinutesBeforeOneHourIsRefused() {
        assertRefused(
                ask("'system':[" + marked("a", "5m") + "],'messages':[{'role':'user','content':[" + marked("b", "1h")
                        + "]}]"),
                "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block");
    }

    @Test
    void moreThanFourBreakpointsAreRefused() {
        String five = String.join(",", List.of(marked("a", "5m"), marked("b", "5m"), marked("c", "5m")));
        assertRefused(
                ask("'system':[" + five + "],'messages':[{'role':'user','content':[" + marked("d", "5m") + ","
                        + marked("e", "5m") + "]}]"),
                "A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }

    @Test
    void whatTheVendorRefusesIsRefused() {
        assertRefused(stand.anthropic("{'model':'claude-sonnet-5'," + HELLO + "}"), "max_tokens: Field required");
        assertRefused(stand.anthropic("{'max_tokens':3," + HELLO + "}"), "model: Field required");
        assertRefused(ask("'messages':[]"), "at least one message is required");
        assertRefused(ask("'messages':[{'role':'assistant','content':'Hi.'}]"), "first message must use the \"user\"");
        assertRefused(ask("'messages':[{'role':'system','content':'Hi.'}]"), "Unexpected role");
        assertRefused(ask("'messages':[{'role':'user','content':''}]"), "must be non-empty");
        assertRefused(ask("'temperature':1.5," + HELLO), "temperature");
        assertRefused(stand.anthropic("{'model':"), "not valid JSON");
        assertRefused(
                ask("'messages':[{'role':'user','content':'Hi.'},{'role':'assistant','content':'Oh'}]"), "prefill");
        Answer unversioned =
                stand.send("POST", "/anthropic/v1/messages", "{" + HELLO + "}", Map.of("x-api-key", "test"));
        assertRefused(unversioned, "anthropic-version: header is required");
    }

    @Test
    void keysAndModelsAreChecked() {
        for (String key : List.of("", "bad-key")) {
            Answer answer = stand.send(
                    "POST",
                    "/anthropic/v1/messages",
                    "{" + HELLO + "}",
                    Map.of("x-api-key", key, "anthropic-version", "2023-06-01"));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("error").path("type").asText()).isEqualTo("authentication_error");
        }
        Answer unknown = stand.anthropic("{'model':'claude-9','max_tokens':3," + HELLO + "}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("error").path("message").asText()).isEqualTo("model: claude-9");
    }

    @Test
    void anAliasIsAnsweredByItsDatedVersionAndTheVersionIsKnownToo() {
        Answer alias = stand.anthropic("{'model':'claude-sonnet-4-5','max_tokens':9," + HELLO + "}");
        assertThat(alias.json().path("model").asText()).isEqualTo("claude-sonnet-4-5-20250929");
        Answer dated = stand.anthropic("{'model':'claude-opus-4-1-20250805','max_tokens':9," + HELLO + "}");
        assertThat(dated.status()).isEqualTo(200);
    }

    @Test
    void aReplyIsCutAtItsLimitAndAtItsStopSequences() {
        JsonNode cut = stand.anthropic("{'model':'claude-sonnet-5','max_tokens':5," + HELLO + "}")
                .json();
        assertThat(cut.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(cut.path("usage").path("output_tokens").asInt()).isEqualTo(5);
        JsonNode stopped = ask("'stop_sequences':[' ']," + HELLO).json();
        assertThat(stopped.path("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(stopped.path("content").get(0).path("text").asText()).doesNotContain(" ");
    }

    @Test
    void thinkingIsABlockOfItsOwnAndAPartOfTheOutput() {
        JsonNode json = ask("'thinking':{'type':'adaptive'}," + HELLO).json();
        int thinking = json.path("usage")
                .path("output_tokens_details")
                .path("thinking_tokens")
                .asInt();
        assertThat(json.path("content").get(0).path("type").asText()).isEqualTo("thinking");
        assertThat(thinking)
                .isPositive()
                .isLessThan(json.path("usage").path("output_tokens").asInt());
    }

    @Test
    void modelsAreListed() {
        Answer list = stand.get("/anthropic/v1/models", Map.of("x-api-key", "k", "anthropic-version", "2023-06-01"));
        assertThat(list.json().path("data")).hasSize(3);
        assertThat(list.json().path("data").get(0).path("id").asText()).isEqualTo("claude-opus-4-1");
    }
}
