package dev.parley.rehearsal;

import static dev.parley.rehearsal.Stand.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Stand.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInTest {
    private static final String ANTHROPIC = "/anthropic/v1/messages";
    private final Stand stand = new Stand();

    @AfterEach
    void close() {
        stand.close();
    }

    private static Map<String, String> headers(String... more) {
        List<String> all = new ArrayList<>(List.of("x-api-key", "k", "anthropic-version", "2023-06-01"));
        all.addAll(List.of(more));
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            headers.put(all.get(i), all.get(i + 1));
        }
        return headers;
    }

    private static String said(String text) {
        return "{'model':'claude-sonnet-5','max_tokens':300,'messages':[{'role':'user','content':" + quoted(text)
                + "}]}";
    }

    private String reply(String body, String... more) {
        return stand.send("POST", ANTHROPIC, body, headers(more))
                .json()
                .path("content")
                .get(0)
                .path("text")
                .asText();
    }

    @Test
    void whatIsBilledIsWhatTheWireSaid() {
        Answer answer = stand.send("POST", ANTHROPIC, said("Hello."), headers("X-Client-Request-Id", "call-17"));
        JsonNode item = stand.billed().getFirst();
        assertThat(item.path("id")).isEqualTo(answer.json().path("id"));
        assertThat(item.path("clientRequestId").asText()).isEqualTo("call-17");
        assertThat(item.path("model").asText()).isEqualTo("claude-sonnet-5");
        assertThat(item.path("at").asText()).endsWith("Z");
        assertThat(item.path("fault").isNull()).isTrue();
        assertThat(item.path("usage").path("input"))
                .isEqualTo(answer.json().path("usage").path("input_tokens"));
        assertThat(item.path("usage").path("output"))
                .isEqualTo(answer.json().path("usage").path("output_tokens"));
        stand.send("DELETE", "/_standin/billed", "", Map.of());
        assertThat(stand.billed()).isEmpty();
    }

    @Test
    void theSameSeedSaysTheSameAndAnotherSeedAnother() {
        String one = reply(said("Hello."), "X-Rehearsal-Seed", "1");
        assertThat(reply(said("Hello."), "X-Rehearsal-Seed", "1")).isEqualTo(one);
        assertThat(reply(said("Hello."), "X-Rehearsal-Seed", "2")).isNotEqualTo(one);
    }

    @Test
    void theWiresOwnSeedIsHeardWhereThereIsNoHeader() {
        String body = "{'model':'gpt-4o','seed':SEED,'messages':[{'role':'user','content':'Hello.'}]}";
        String one = stand.chat("/openai/v1", body.replace("SEED", "1"))
                .json()
                .path("choices")
                .toString();
        String same = stand.chat("/openai/v1", body.replace("SEED", "1"))
                .json()
                .path("choices")
                .toString();
        String other = stand.chat("/openai/v1", body.replace("SEED", "2"))
                .json()
                .path("choices")
                .toString();
        assertThat(same).isEqualTo(one).isNotEqualTo(other);
    }

    @Test
    void aFixedLatencyIsWaitedFor() {
        stand.put("/_standin/latency", "{'fixedMs':250}");
        long before = System.nanoTime();
        reply(said("Hello."));
        assertThat((System.nanoTime() - before) / 1_000_000).isBetween(250L, 5_000L);
        assertThat(stand.get("/_standin/latency", Map.of())
                        .json()
                        .path("fixedMs")
                        .asInt())
                .isEqualTo(250);
        assertThat(stand.put("/_standin/latency", "{'fixedMs':-1}").status()).isEqualTo(400);
    }

    @Test
    void itSaysWhatItIs() {
        JsonNode about = stand.get("/_standin", Map.of()).json();
        assertThat(about.path("roots").path("openai").asText()).isEqualTo(stand.url() + "/openai/v1");
        assertThat(stand.get("/nowhere", Map.of()).status()).isEqualTo(404);
        assertThat(stand.get("/_standin/nothing", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void theClockGoesOnlyForwards() {
        assertThat(stand.send("POST", "/_standin/clock", "{'advanceSeconds':-1}", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(stand.send("POST", "/_standin/clock", "{'advanceSeconds':'x'}", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(stand.send("POST", "/_standin/clock", "{'advanceSeconds':90}", Map.of())
                        .json()
                        .path("aheadSeconds")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer refused = stand.send("POST", ANTHROPIC, said("x".repeat(17 << 20)), headers());
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("error").path("type").asText()).isEqualTo("request_too_large");
    }

    @Test
    void hundredsOfStreamsAtOnceAreServed() throws Exception {
        stand.put("/_standin/latency", "{'medianMs':300}");
        String body = said(Fakes.words(2000, 1)).replace("{'model'", "{'stream':true,'model'");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String seed = Integer.toString(i);
                answers.add(
                        threads.submit(() -> stand.send("POST", ANTHROPIC, body, headers("X-Rehearsal-Seed", seed))));
            }
            Set<String> ids = new HashSet<>();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().text()).endsWith("data: {\"type\":\"message_stop\"}\n\n");
                ids.add(answer.get()
                        .events()
                        .getFirst()
                        .path("message")
                        .path("id")
                        .asText());
            }
            assertThat(ids).hasSize(400);
            assertThat(stand.billed()).hasSize(400);
        }
    }

    @Test
    void aReaderWhoLeavesIsBilledUpToThere() throws Exception {
        int full = stand.send("POST", ANTHROPIC, said("Hello."), headers())
                .json()
                .path("usage")
                .path("output_tokens")
                .asInt();
        stand.put("/_standin/latency", "{'medianMs':1}");
        String body =
                said("Hello.").replace("{'model'", "{'stream':true,'model'").replace('\'', '"');
        try (var stream = stand.client()
                .send(stand.request("POST", ANTHROPIC, body, headers()), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(stream.readNBytes(600)).hasSize(600);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stand.billed().size() < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(stand.billed()).hasSize(2);
        assertThat(stand.billed().getLast().path("usage").path("output").asInt())
                .isBetween(1, full - 1);
    }

    @Test
    void aBodyInBytesOfNoTextIsRefused() {
        byte[] latin = "{\"model\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(latin).contains((byte) 0xE9);
        HttpRequest request = HttpRequest.newBuilder(URI.create(stand.url() + ANTHROPIC))
                .headers("x-api-key", "k", "anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofByteArray(latin))
                .build();
        int status = stand.client()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
        assertThat(status).isEqualTo(400);
    }
}
