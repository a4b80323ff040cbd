package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.archive.SnapshotJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What has no price is unknown everywhere, and nowhere zero.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class UnpricedTest {
    private static final String SCRIPT = """
            title: Two voices without a price
            scenario: They talk about tea.
            cast:
              - {persona: mara-lindqvist, model: openrouter/nobody/knows-this}
              - {persona: tomas-rivera, model: openrouter/nobody/knows-this}
            stop: {turns: 2}
            """;

    @Test
    void isUnknownBeforeAndAfterTheRun() {
        var driver = new RunDriver();
        var estimate = driver.post("/api/estimates", SnapshotJson.write(Map.of("script", SCRIPT)))
                .body();
        isUnknown(estimate);
        assertThat(estimate.path("unpriced").path(0).asText()).isEqualTo("openrouter/nobody/knows-this");

        var run = driver.awaitEnd(driver.start(SCRIPT));
        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("totals").path("known").asBoolean()).isFalse();
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(2);
        assertThat(run.path("totals").path("unknownUpToUsd").isNull()).isTrue();

        isUnknown(run.path("estimate"));
        assertThat(driver.get("/runs/" + run.path("id").asText()).text()).doesNotContain("$0.00");

        var sums = driver.get("/api/costs?mode=rehearsal&groupBy=model&model=openrouter/nobody/knows-this")
                .body();
        assertThat(sums.path("items").path(0).path("unknownUpToUsd").isNull()).isTrue();
        assertThat(sums.path("total").path("known").asBoolean()).isFalse();
    }

    @Test
    void isADashOnThePageOfTheScript() {
        var everybody = Stream.of("mara-lindqvist", "tomas-rivera", "amara-okafor", "henrik-vos")
                .map(persona -> "model." + persona + "=openrouter/nobody/knows-this")
                .collect(Collectors.joining("&"));
        var page = new RunDriver()
                .get("/scripts/should-cities-ban-cars/estimate?" + everybody)
                .text();
        var panel = page.substring(0, page.indexOf("id=\"every-model\""));
        assertThat(panel).contains("<b>—</b>", "cost unknown").doesNotContain("$0");
    }

    private static void isUnknown(JsonNode estimate) {
        for (var amount : new String[] {"low", "likely", "high", "max"}) {
            assertThat(estimate.path("usd").path(amount).isNull()).as(amount).isTrue();
        }
        assertThat(estimate.path("withoutCaching").isNull()).isTrue();
        assertThat(estimate.path("byPersona"))
                .hasSize(2)
                .allMatch(share -> share.path("likely").isNull());
        assertThat(estimate.path("byTurn"))
                .hasSize(2)
                .allMatch(turn -> turn.path("likely").isNull()
                        && turn.path("cumulative").isNull()
                        && turn.path("low").isNull()
                        && turn.path("high").isNull()
                        && turn.path("lacking").asInt() == turn.path("turn").asInt());
    }
}
