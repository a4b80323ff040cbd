package dev.parley.rehearsal.wire;

import static dev.parley.rehearsal.Stand.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/// What others build on: no request is billed more input tokens than its body has bytes.
class ByteBoundTest {
    private static final Stand STAND = new Stand();

    @AfterContainer
    static void close() {
        STAND.close();
    }

    private static void assertBounded(String path, String body, Map<String, String> headers) {
        STAND.send("DELETE", "/_standin/billed", "", Map.of());
        Answer answer = STAND.sendRaw("POST", path, body, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var usage = STAND.billed().getFirst().path("usage");
        int input = usage.path("input").asInt()
                + usage.path("cacheRead").asInt()
                + usage.path("cacheWrite5m").asInt()
                + usage.path("cacheWrite1h").asInt();
        assertThat(input).isBetween(1, body.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 150)
    void noChatRequestIsBilledMoreThanItsBytes(
            @ForAll @Size(min = 1, max = 30) List<String> texts, @ForAll @IntRange(max = 30) int model) {
        List<String> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add("{\"role\":\"user\",\"content\":" + quoted(text) + "}");
        }
        assertBounded(
                "/openai/v1/chat/completions",
                "{\"model\":\"m" + model + "\",\"messages\":[" + String.join(",", messages) + "]}",
                Map.of("Authorization", "Bearer k"));
    }

    @Property(tries = 100)
    void noClaudeRequestIsBilledMoreThanItsBytes(
            @ForAll @Size(min = 1, max = 30) List<@NotEmpty String> texts, @ForAll @IntRange(max = 30) int model) {
        List<String> blocks = new ArrayList<>();
        for (String text : texts) {
            blocks.add("{\"type\":\"text\",\"text\":" + quoted(text) + "}");
        }
        assertBounded(
                "/anthropic/v1/messages",
                "{\"model\":\"m" + model + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":["
                        + String.join(",", blocks) + "]}]}",
                Map.of("x-api-key", "k", "anthropic-version", "2023-06-01"));
    }

    @Property(tries = 100)
    void noGeminiRequestIsBilledMoreThanItsBytes(
            @ForAll @Size(min = 1, max = 30) List<String> texts, @ForAll @IntRange(max = 30) int model) {
        List<String> contents = new ArrayList<>();
        for (String text : texts) {
            contents.add("{\"parts\":[{\"text\":" + quoted(text) + "}]}");
        }
        assertBounded(
                "/gemini/v1beta/models/m" + model + ":generateContent",
                "{\"contents\":[" + String.join(",", contents) + "]}",
                Map.of("x-goog-api-key", "k"));
    }
}
