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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets, which are never passed, and the script's own rules to stop.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LimitsTest {
    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void aBudgetTooSmallForOneCallSpendsNothing() {
        var run = driver.finish("should-cities-ban-cars", body -> body.put("budgetUsd", "0.000001"));

        assertThat(run.path("status").asText()).isEqualTo("budget-exhausted");
        assertThat(run.path("stopReason").asText()).contains("is left", "may cost");
        assertThat(run.path("messages")).isEmpty();
        assertThat(run.path("totals").path("usd").asText()).isEqualTo("0");
        assertThat(driver.billed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'next':[]}",
                "{'rate':0.4,'retryAfterSeconds':0,'kinds':['no-usage','cut']}",
                "{'rate':0.4,'retryAfterSeconds':0,'kinds':['500','no-usage','malformed']}"
            })
    void aBudgetIsNeverPassedWhateverTheFaults(String faults) {
        driver.faults(faults);
        var budget = new BigDecimal("0.06");
        var run = driver.finish(
                "should-cities-ban-cars", body -> body.put("turns", 60).put("budgetUsd", budget.toPlainString()));
        for (int i = 0; i < 5 && run.path("status").asText().equals("failed"); i++) {
            driver.command(run.path("id").asText(), "resume");
            run = driver.awaitEnd(run.path("id").asText());
        }

        assertThat(run.path("status").asText()).isEqualTo("budget-exhausted");
        assertThat(run.path("messages")).isNotEmpty();
        var totals = run.path("totals");
        var atMost = new BigDecimal(totals.path("usd").asText())
                .add(new BigDecimal(totals.path("unknownUpToUsd").asText()));
        assertThat(atMost).isPositive().isLessThanOrEqualTo(budget);
        assertThat(new BigDecimal(run.path("estimate").path("usd").path("max").asText()))
                .isLessThanOrEqualTo(budget);
    }

    @Test
    void aBudgetOnAModelWithoutAPriceIsRefused() {
        var answer = driver.post(
                "/api/runs",
                "{\"script\":\"a-judge-looks-back\",\"mode\":\"rehearsal\",\"budgetUsd\":\"1\","
                        + "\"models\":{\"farid-haddad\":\"acme/no-price\"}}");
        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.body().path("detail").asText()).contains("acme/no-price");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd: 0.01|limit of $", "tokens: 2500|limit of 2500 tokens", "phrase: e|was said"})
    void aScriptStopsByItsOwnRules(String ruleAndReason) {
        var rule = ruleAndReason.substring(0, ruleAndReason.indexOf('|'));
        var reason = ruleAndReason.substring(ruleAndReason.indexOf('|') + 1);
        var run = driver.finish(script(rule), _ -> {});

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("stopReason").asText()).contains(reason);
        assertThat(run.path("messages").size()).isBetween(1, 39);
    }

    @Test
    void aScriptStopsByTime() {
        driver.fixedLatency(700);
        var run = driver.finish(script("seconds: 1"), _ -> {});

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("stopReason").asText()).contains("1 seconds");
        assertThat(run.path("messages")).hasSize(2);
    }

    @Test
    void noTurnIsTakenAfterTheLast() {
        JsonNode run = driver.finish("a-judge-looks-back", body -> body.put("turns", 3));

        assertThat(run.path("messages")).hasSize(3);
        assertThat(run.path("stopReason").asText()).isEqualTo("all 3 turns were taken");
        assertThat(driver.billed()).hasSize(3);
    }

    private static String script(String rule) {
        return """
                title: A short talk
                kind: interview
                scenario: Two people talk about bridges and about what they carry.
                cast: [farid-haddad, ingrid-solberg]
                policy: round-robin
                stop: {turns: 40, %s}
                reply: {max_tokens: 200, words: 60}
                seed: 4
                """.formatted(rule);
    }
}
