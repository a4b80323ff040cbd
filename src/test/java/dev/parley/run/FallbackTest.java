package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A model that has given up on a message, and the next one in the persona's list.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class FallbackTest {
    private static final String FIRST = "openai/gpt-6-luna";
    private static final String SECOND = "google/gemini-3.8-flash";
    private static final String THIRD = "mistral/mistral-medium-3-5";
    private static final String SCRIPT = """
            title: Alone
            kind: other
            scenario: Somebody thinks aloud.
            cast: [kwame-mensah]
            policy: round-robin
            stop: {turns: 2}
            reply: {max_tokens: 200, words: 60}
            seed: 3
            """;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void theNextModelOfTheListTakesTheTurnAndSaysWhy() {
        failing("openai");
        var id = driver.start(SCRIPT);
        var run = finished(id);

        var message = run.path("messages").get(0);
        assertThat(message.path("modelAsked").asText()).isEqualTo(FIRST);
        assertThat(message.path("modelUsed").asText()).isEqualTo(SECOND);
        assertThat(message.path("decision").path("why").asText())
                .startsWith(FIRST + " gave up: ")
                .contains("after 3 attempts")
                .endsWith("next in the persona's list");
        var calls = driver.calls(id);
        assertThat(RunDriver.texts(calls, "model").subList(0, 4)).containsExactly(FIRST, FIRST, FIRST, SECOND);
        assertThat(RunDriver.texts(calls, "outcome").subList(0, 4))
                .containsExactly("failed", "failed", "failed", "settled");
        assertThat(RunDriver.texts(calls, "purpose").get(3)).isEqualTo("speech");
        try (var follower = driver.follow(id, null)) {
            assertThat(follower.next("decision").data().path("chosen").asText()).isEqualTo(FIRST);
            var decision = follower.next("decision").data();
            assertThat(decision.path("asked").asText()).isEqualTo(FIRST);
            assertThat(decision.path("chosen").asText()).isEqualTo(SECOND);
            assertThat(decision.path("why")).isEqualTo(message.path("decision").path("why"));
        }
    }

    @Test
    void aModelThatIsNotThereIsAskedOnceAndTheListOfThePersonaStays() {
        failing("google");
        var id = driver.start(SCRIPT, body -> {
            body.put("turns", 1);
            body.putObject("models").put("kwame-mensah", "anthropic/claude-nobody-9");
        });
        var run = finished(id);

        var message = run.path("messages").get(0);
        assertThat(message.path("modelAsked").asText()).isEqualTo("anthropic/claude-nobody-9");
        assertThat(message.path("modelUsed").asText()).isEqualTo(THIRD);
        assertThat(RunDriver.texts(driver.calls(id), "model"))
                .containsExactly("anthropic/claude-nobody-9", SECOND, SECOND, SECOND, THIRD);
        assertThat(message.path("decision").path("why").asText()).contains("claude-nobody-9 gave up", SECOND);
    }

    @Test
    void onlyWhenTheListIsUsedUpDoesTheRunFail() {
        driver.faults("{'rate':1,'kinds':['500'],'retryAfterSeconds':0}");
        var id = driver.start(SCRIPT);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("failed");
        assertThat(run.path("stopReason").asText()).contains("could not answer", FIRST, SECOND, THIRD);
        assertThat(driver.calls(id)).hasSize(9);

        driver.faults("{'next':[]}");
        driver.command(id, "resume");
        assertThat(finished(id).path("messages").get(0).path("modelUsed").asText())
                .isEqualTo(FIRST);
    }

    @Test
    void whateverTheListCostsTheEstimateHadAllowedForIt() {
        // Billed and lost again and again: the dearest way through the list.
        driver.faults("{'rate':1,'kinds':['cut'],'retryAfterSeconds':0}");
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        var run = driver.awaitEnd(id);

        assertThat(driver.calls(id)).hasSize(9);
        var max = new BigDecimal(run.path("estimate").path("usd").path("max").asText());
        assertThat(new BigDecimal(run.path("totals").path("unknownUpToUsd").asText()))
                .isPositive()
                .isLessThanOrEqualTo(max);
    }

    private void failing(String provider) {
        driver.faults("{'provider':'" + provider + "','rate':1,'kinds':['500'],'retryAfterSeconds':0}");
    }

    private JsonNode finished(String id) {
        var run = driver.awaitEnd(id);
        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        return run;
    }
}
