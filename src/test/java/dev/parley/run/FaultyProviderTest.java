package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs through providers that fail in every way they can: nothing that was said or paid is lost.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FaultyProviderTest {
    private static final String SCRIPT = "should-cities-ban-cars";
    private static final int TURNS = 3;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "529"})
    void aRefusedRequestIsFreeAndTriedAgain(String fault) {
        driver.nextFaults(fault);
        var id = start();
        var run = isWhole(id);
        var calls = driver.calls(id);

        assertThat(calls).hasSize(TURNS + 1);
        var failed = calls.getFirst();
        assertThat(failed.path("outcome").asText()).isEqualTo("failed");
        assertThat(failed.path("usd").asText()).isEqualTo("0");
        assertThat(failed.path("reason").asText()).isNotBlank();
        assertThat(failed.path("purpose").asText()).isEqualTo("speech");
        var retry = calls.get(1);
        assertThat(retry.path("purpose").asText()).isEqualTo("retry");
        assertThat(retry.path("attempt").asInt()).isEqualTo(2);
        assertThat(retry.path("turn").asInt()).isEqualTo(1);
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(run.path("messages").get(0).path("attempts").asInt()).isEqualTo(2);
        assertThat(driver.billed()).hasSize(TURNS);
    }

    @Test
    void aReplyWithoutUsageIsKeptAndItsCostUnknownUpToItsHold() {
        driver.nextFaults("no-usage");
        var id = start();
        var run = isWhole(id);
        var unknown = driver.calls(id).getFirst();

        assertThat(driver.calls(id)).hasSize(TURNS);
        assertThat(unknown.path("outcome").asText()).isEqualTo("unknown");
        assertThat(unknown.path("usd").isNull()).isTrue();
        assertThat(run.path("messages").get(0).path("text").asText()).isNotBlank();
        assertThat(run.path("messages").get(0).path("usd").isNull()).isTrue();
        isUnknownUpToTheHoldOf(run, List.of(unknown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "malformed"})
    void aBrokenReplyIsAnUnknownCostAndTriedAgain(String fault) {
        driver.nextFaults(fault);
        var id = start();
        var run = isWhole(id);
        var calls = driver.calls(id);

        assertThat(calls).hasSize(TURNS + 1);
        assertThat(calls.getFirst().path("outcome").asText()).isEqualTo("unknown");
        assertThat(calls.get(1).path("purpose").asText()).isEqualTo("retry");
        assertThat(calls.get(1).path("outcome").asText()).isEqualTo("settled");
        isUnknownUpToTheHoldOf(run, List.of(calls.getFirst()));
        assertThat(driver.billed()).hasSize(TURNS + 1);
    }

    @Test
    void threeFailuresEndTheRunWithAReasonAndResumingFinishesIt() {
        driver.nextFaults("no-usage", "500", "500", "500");
        var id = start();
        var failed = driver.awaitEnd(id);

        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("stopReason").asText()).contains("could not answer", "3 attempts");
        assertThat(failed.path("messages")).hasSize(1);

        assertThat(driver.command(id, "resume").status()).isEqualTo(202);
        var run = isWhole(id);
        assertThat(run.path("messages").get(0))
                .isEqualTo(failed.path("messages").get(0));
        assertThat(run.path("stopReason").asText()).contains("turns were taken");
        assertThat(driver.calls(id)).hasSize(TURNS + 3);
        isUnknownUpToTheHoldOf(run, List.of(driver.calls(id).getFirst()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty:empty", "refusal:refused", "speaks-for-others:spoke for others"})
    void aDoubtfulReplyIsShownAsSuchWithItsCost(String faultAndFlag) {
        var fault = faultAndFlag.split(":", -1)[0];
        var flag = faultAndFlag.split(":", -1)[1];
        // At first there is nobody yet to speak for, so that the last turn has the fault.
        driver.nextFaults("no-usage", "no-usage", fault);
        var run = isWhole(driver.start("a-judge-looks-back", body -> body.put("turns", TURNS)));

        var message = run.path("messages").get(2);
        assertThat(message.path("flags").toString()).contains(flag);
        assertThat(new BigDecimal(message.path("usd").asText())).isPositive();
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(2);
    }

    @Test
    void aSpeakerChoiceThatFailsIsTriedAgainAndHasNoPersona() {
        driver.nextFaults("500", "cut");
        var id = driver.start("one-ledger-or-many", body -> body.put("turns", 2));
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(2);
        var first = driver.calls(id).getFirst();
        assertThat(first.path("outcome").asText()).isEqualTo("failed");
        adds(run, driver.calls(id));
    }

    @Test
    void everyFaultAtRandomLosesNothing() {
        driver.faults("{'rate':0.3,'retryAfterSeconds':0,'kinds':['429','500','529','cut','malformed','no-usage',"
                + "'empty','refusal','speaks-for-others']}");
        var id = driver.start(SCRIPT, body -> body.put("turns", 8));
        var run = driver.awaitEnd(id);
        for (int i = 0; i < 10 && run.path("status").asText().equals("failed"); i++) {
            assertThat(driver.command(id, "resume").status()).isEqualTo(202);
            run = driver.awaitEnd(id);
        }

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(8);
        var calls = driver.calls(id);
        adds(run, calls);
        assertThat(calls).noneMatch(call -> call.path("outcome").asText().equals("open"));
        long billable = calls.stream()
                .filter(call -> !call.path("outcome").asText().equals("failed"))
                .count();
        assertThat(driver.billed()).hasSize((int) billable);
    }

    private String start() {
        return driver.start(SCRIPT, body -> body.put("turns", TURNS));
    }

    private JsonNode isWhole(String id) {
        var run = driver.awaitEnd(id);
        assertThat(run.path("status").asText())
                .as(run.path("stopReason").asText())
                .isEqualTo("finished");
        assertThat(run.path("messages")).hasSize(TURNS);
        adds(run, driver.calls(id));
        return run;
    }

    private static void adds(JsonNode run, List<JsonNode> calls) {
        var total = new BigDecimal(run.path("totals").path("usd").asText());
        assertThat(RunDriver.sum(run.path("byPersona"), "usd")).isEqualByComparingTo(total);
        assertThat(RunDriver.sum(calls, "usd")).isEqualByComparingTo(total);
    }

    private static void isUnknownUpToTheHoldOf(JsonNode run, List<JsonNode> unknown) {
        var totals = run.path("totals");
        assertThat(totals.path("known").asBoolean()).isFalse();
        assertThat(totals.path("unknownCalls").asInt()).isEqualTo(unknown.size());
        assertThat(new BigDecimal(totals.path("unknownUpToUsd").asText()))
                .isPositive()
                .isEqualByComparingTo(RunDriver.sum(unknown, "upToUsd"));
    }
}
