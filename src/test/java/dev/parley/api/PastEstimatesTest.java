package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Estimates held against what their runs cost, by API and page.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class PastEstimatesTest {
    private static final String SCRIPT = """
            title: Tea <b>or</b> coffee
            kind: negotiation
            scenario: They talk about tea.
            cast: [{persona: mara-lindqvist}, {persona: tomas-rivera}]
            stop: {turns: %d}
            """;

    @Test
    void aFinishedRunStandsBesideItsEstimateAndOneWithoutMoneyDoesNot() {
        var driver = new RunDriver();
        var first = driver.finish(SCRIPT.formatted(2), _ -> {});
        var second = driver.finish(SCRIPT.formatted(4), _ -> {});
        var tooDear = driver.finish(SCRIPT.formatted(4), body -> body.put("budgetUsd", "0.0000001"));
        assertThat(tooDear.path("status").asText()).isEqualTo("budget-exhausted");

        var answer =
                driver.get("/api/estimates?mode=rehearsal&family=negotiation").body();
        assertThat(RunDriver.texts(answer.path("items"), "run"))
                .startsWith(second.path("id").asText(), first.path("id").asText())
                .doesNotContain(tooDear.path("id").asText());
        var item = answer.path("items").get(0);
        assertThat(item.path("usd").asText())
                .isEqualTo(second.path("totals").path("usd").asText());
        assertThat(item.path("likely").asText())
                .isEqualTo(second.path("estimate").path("usd").path("likely").asText());
        var ratio = new BigDecimal(item.path("usd").asText()).doubleValue()
                / new BigDecimal(item.path("likely").asText()).doubleValue();
        assertThat(item.path("offBy").asDouble()).isCloseTo(ratio - 1, org.assertj.core.api.Assertions.within(0.0001));
        assertThat(answer.path("fared").path("runs").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(answer.path("fared").path("passed").asInt(-1)).isZero();
        var told = second.path("estimate").path("usd");
        for (var field : java.util.List.of("low", "high", "max")) {
            assertThat(item.path(field).asText())
                    .as(field)
                    .isEqualTo(told.path(field).asText());
        }
        assertThat(item.path("passedMax").isBoolean()).isTrue();
        assertThat(item.path("passedMax").asBoolean()).isFalse();
        assertThat(item.path("place").asText()).isIn("below", "inside", "above");
        var narrowed = driver.get("/api/estimates?mode=rehearsal&family=nobody-has-this")
                .body();
        assertThat(narrowed.path("items").isArray()).isTrue();
        assertThat(narrowed.path("items").size()).isZero();
        assertThat(driver.get("/api/estimates?mode=rehearsal&family=")
                        .body()
                        .path("items")
                        .size())
                .isPositive();
        assertThat(RunDriver.texts(answer.path("byFamily"), "family")).contains("negotiation");
        assertThat(answer.path("unjudged").path("no-price").isInt()).isTrue();

        assertThat(driver.get("/estimates?mode=rehearsal&family=negotiation").text())
                .contains("/runs/" + first.path("id").asText(), "Tea &lt;b&gt;or&lt;/b&gt; coffee")
                .doesNotContain("<b>or</b>");
    }

    @Test
    void liveRunsAreAskedForUnlessRehearsalsAre() {
        new RunDriver().finish(SCRIPT.formatted(2), _ -> {});
        var driver = new RunDriver();
        var answer = driver.get("/api/estimates").body();
        assertThat(answer.path("items").isArray()).isTrue();
        assertThat(answer.path("items").size()).isZero();
        assertThat(answer.path("fared").isNull()).isTrue();
        assertThat(answer.path("stretches").isArray()).isTrue();
        assertThat(driver.get("/estimates").text()).contains("No live run that can be judged");
        var wrong = driver.get("/api/estimates?mode=both");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("field").asText()).isEqualTo("mode");
    }
}
