package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped script from its first turn to its last, its money compared with what the providers billed.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WholeRunTest {
    private static final List<String> CLASSES =
            List.of("input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output", "reasoning");

    private RunDriver driver;

    static List<String> shippedScripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("scripts"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @ParameterizedTest
    @MethodSource("shippedScripts")
    void theMoneyOfAShippedScriptAgreesToTheLastDigit(String script) {
        var id = driver.start(script);
        var run = driver.awaitEnd(id);
        var calls = driver.calls(id);

        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        assertThat(run.path("messages")).isNotEmpty();
        var total = new BigDecimal(run.path("totals").path("usd").asText());
        assertThat(total).isPositive();
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(RunDriver.sum(run.path("byPersona"), "usd")).isEqualByComparingTo(total);
        assertThat(RunDriver.sum(calls, "usd")).isEqualByComparingTo(total);
        assertThat(calls).hasSize(run.path("totals").path("calls").asInt());
        calls.forEach(this::isPricedAsTheCostCallSays);
        areExactlyWhatWasBilled(calls);
    }

    @Test
    void aModelThatChoosesTheSpeakerHasItsOwnCallsAndItsOwnRow() {
        var id = driver.start("one-ledger-or-many");
        var run = driver.awaitEnd(id);

        var choices = driver.calls(id).stream()
                .filter(call -> call.path("purpose").asText().equals("speaker-choice"))
                .toList();
        assertThat(choices).isNotEmpty().allMatch(call -> call.path("persona").isNull());
        var nobody = run.path("byPersona")
                .valueStream()
                .filter(row -> row.path("persona").isNull())
                .toList();
        assertThat(nobody).hasSize(1);
        assertThat(new BigDecimal(nobody.getFirst().path("usd").asText()))
                .isPositive()
                .isEqualByComparingTo(RunDriver.sum(choices, "usd"));
    }

    @Test
    void aRunIsReproducedByItsSeed() {
        var first = driver.finish(
                "should-cities-ban-cars", body -> body.put("seed", 42).put("turns", 4));
        var second = driver.finish(
                "should-cities-ban-cars", body -> body.put("seed", 42).put("turns", 4));
        var other = driver.finish(
                "should-cities-ban-cars", body -> body.put("seed", 43).put("turns", 4));

        assertThat(RunDriver.texts(first.path("messages"), "text"))
                .isEqualTo(RunDriver.texts(second.path("messages"), "text"))
                .isNotEqualTo(RunDriver.texts(other.path("messages"), "text"));
    }

    private void isPricedAsTheCostCallSays(JsonNode call) {
        var question = new ObjectMapper()
                .createObjectNode()
                .put("model", call.path("model").asText())
                .put("at", call.path("at").asText())
                .set("usage", call.path("usage"));
        var answer = driver.post("/api/cost", question.toString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("usd").asText())
                .as(question.toString())
                .isEqualTo(call.path("usd").asText());
    }

    private void areExactlyWhatWasBilled(List<JsonNode> calls) {
        Map<String, JsonNode> billed = new HashMap<>();
        driver.billed().forEach(bill -> billed.put(bill.path("clientRequestId").asText(), bill));
        assertThat(calls).hasSameSizeAs(driver.billed()).hasSize(billed.size());
        for (var call : calls) {
            assertThat(billed).containsKey(call.path("id").asText());
            var bill = Objects.requireNonNull(billed.get(call.path("id").asText()));
            assertThat(bill.path("provider").asText() + "/" + bill.path("model").asText())
                    .isEqualTo(call.path("model").asText());
            assertThat(call.path(call.hasNonNull("responseId") ? "responseId" : "id")
                            .asText())
                    .isEqualTo(bill.path("id").asText());
            for (var tokenClass : CLASSES) {
                assertThat(call.path("usage").path(tokenClass).asLong())
                        .as("%s of %s", tokenClass, call)
                        .isEqualTo(bill.path("usage").path(tokenClass).asLong());
            }
        }
    }
}
