package dev.parley.rehearsal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String SAID =
            "'messages':[{'role':'user','content':'Bela: I say no.'}],'max_tokens':300,'model':'claude-sonnet-5'";
    private final Stand stand = new Stand();

    @AfterEach
    void close() {
        stand.close();
    }

    private void next(String kind) {
        assertThat(stand.put("/_standin/faults", "{'next':['" + kind + "'],'retryAfterSeconds':3}")
                        .status())
                .isEqualTo(200);
    }

    private Answer anthropic(boolean stream) {
        return stand.anthropic("{'stream':" + stream + "," + SAID + "}");
    }

    private Answer openAi(String more) {
        return stand.chat(
                "/openai/v1", "{'model':'gpt-4o'," + more + "'messages':[{'role':'user','content':'Hello there.'}]}");
    }

    @Test
    void aRateLimitSaysWhenToComeBackAndIsNotBilled() {
        next("429");
        Answer limited = anthropic(true);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("retry-after")).isEqualTo("3");
        assertThat(limited.json().path("error").path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(stand.billed()).isEmpty();
        assertThat(anthropic(true).status()).isEqualTo(200);
    }

    @Test
    void overloadHasEachVendorsStatus() {
        next("529");
        assertThat(anthropic(false).status()).isEqualTo(529);
        next("529");
        assertThat(openAi("").status()).isEqualTo(503);
        next("500");
        Answer broken = stand.gemini(
                "gemini-2.5-flash:generateContent", "{'contents':[{'role':'user','parts':[{'text':'Hi.'}]}]}");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.json().path("error").path("status").asText()).isEqualTo("INTERNAL");
        assertThat(stand.billed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCutReplyBreaksTheConnectionAndIsBilled(boolean stream) {
        next("cut");
        assertThatThrownBy(() -> anthropic(stream)).isInstanceOf(UncheckedIOException.class);
        assertThat(stand.billed()).hasSize(1);
        assertThat(stand.billed().getFirst().path("fault").asText()).isEqualTo("cut");
        assertThat(stand.billed().getFirst().path("usage").path("output").asInt())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void malformedJsonIsBilled(boolean stream) {
        next("malformed");
        Answer answer = anthropic(stream);
        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(() -> {
                    answer.json();
                    answer.events();
                })
                .isInstanceOf(UncheckedIOException.class);
        assertThat(stand.billed().getFirst().path("fault").asText()).isEqualTo("malformed");
    }

    @Test
    void usageCanBeMissing() {
        next("no-usage");
        assertThat(anthropic(false).json().has("usage")).isFalse();
        next("no-usage");
        assertThat(anthropic(true).text()).doesNotContain("usage");
        next("no-usage");
        assertThat(openAi("'stream':true,'stream_options':{'include_usage':true},")
                        .events())
                .noneMatch(event -> event.path("usage").isObject());
        assertThat(stand.billed())
                .hasSize(3)
                .allMatch(item -> item.path("usage").path("output").asInt() > 1);
    }

    @Test
    void aReplyCanBeEmptyAndIsBilled() {
        next("empty");
        JsonNode whole = anthropic(false).json();
        assertThat(whole.path("content")).isEmpty();
        assertThat(whole.path("stop_reason").asText()).isEqualTo("end_turn");
        next("empty");
        assertThat(openAi("")
                        .json()
                        .path("choices")
                        .get(0)
                        .path("message")
                        .path("content")
                        .asText())
                .isEmpty();
        assertThat(stand.billed()).hasSize(2);
        assertThat(stand.billed().getFirst().path("usage").path("output").asInt())
                .isEqualTo(1);
    }

    @Test
    void eachVendorRefusesInItsOwnWay() {
        next("refusal");
        assertThat(anthropic(false).json().path("stop_reason").asText()).isEqualTo("refusal");
        next("refusal");
        JsonNode choice = openAi("").json().path("choices").get(0);
        assertThat(choice.path("message").path("refusal").asText()).isNotEmpty();
        assertThat(choice.path("message").path("content").isNull()).isTrue();
        assertThat(choice.path("finish_reason").asText()).isEqualTo("content_filter");
        next("refusal");
        JsonNode candidate = stand.gemini(
                        "gemini-2.5-flash:generateContent", "{'contents':[{'role':'user','parts':[{'text':'Hi.'}]}]}")
                .json()
                .path("candidates")
                .get(0);
        assertThat(candidate.path("finishReason").asText()).isEqualTo("SAFETY");
        assertThat(candidate.has("content")).isFalse();
    }

    @Test
    void aReplyCanSpeakForAnotherParticipant() {
        next("speaks-for-others");
        String text =
                anthropic(false).json().path("content").get(0).path("text").asText();
        assertThat(text).contains("\n\nBela: ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTimeoutHangsUntilTheClientGoesAndIsBilled(boolean stream) {
        next("timeout");
        HttpRequest request = HttpRequest.newBuilder(
                        stand.request(
                                "POST",
                                "/anthropic/v1/messages",
                                ("{'stream':" + stream + "," + SAID + "}").replace('\'', '"'),
                                Map.of("x-api-key", "k", "anthropic-version", "2023-06-01")),
                        (_, _) -> true)
                .timeout(Duration.ofMillis(400))
                .build();
        if (!stream) {
            assertThatThrownBy(() -> stand.client().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        } else {
            assertThat(openStream(request)).contains("message_start");
        }
        assertThat(stand.billed()).hasSize(1);
        assertThat(stand.billed().getFirst().path("fault").asText()).isEqualTo("timeout");
    }

    /// Reads up to the first event's name and leaves.
    private String openStream(HttpRequest request) {
        try (var body =
                stand.client().send(request, BodyHandlers.ofInputStream()).body()) {
            return new String(body.readNBytes(40), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aRateFailsItsShareOfOneProvidersRequests() {
        stand.put("/_standin/faults", "{'rate':0.5,'kinds':['429'],'provider':'openai'}");
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            failed += openAi("").status() == 429 ? 1 : 0;
            assertThat(anthropic(false).status()).isEqualTo(200);
        }
        assertThat(failed).isBetween(15, 45);
    }

    @Test
    void theSettingIsShownAndChecked() {
        stand.put("/_standin/faults", "{'rate':0.1,'kinds':['429','cut'],'next':['empty']}");
        JsonNode shown = stand.get("/_standin/faults", Map.of()).json();
        assertThat(shown.path("rate").asDouble()).isEqualTo(0.1);
        assertThat(shown.path("kinds")).hasSize(2);
        assertThat(shown.path("next").get(0).asText()).isEqualTo("empty");
        for (String wrong : List.of("{'rate':2,'kinds':['429']}", "{'kinds':['fire']}", "[]", "{'rate':'x'}")) {
            assertThat(stand.put("/_standin/faults", wrong).status()).as(wrong).isEqualTo(400);
        }
    }
}
