package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.archive.SnapshotJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
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
        assertThat(estimate.path("usd").path("likely").isNull()).isTrue();
        assertThat(estimate.path("usd").path("max").isNull()).isTrue();
        assertThat(estimate.path("unpriced").path(0).asText()).isEqualTo("openrouter/nobody/knows-this");

        var run = driver.awaitEnd(driver.start(SCRIPT));
        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("totals").path("known").asBoolean()).isFalse();
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(2);
        assertThat(run.path("totals").path("unknownUpToUsd").isNull()).isTrue();

        var sums = driver.get("/api/costs?mode=rehearsal&groupBy=model&model=openrouter/nobody/knows-this")
                .body();
        assertThat(sums.path("items").path(0).path("unknownUpToUsd").isNull()).isTrue();
        assertThat(sums.path("total").path("known").asBoolean()).isFalse();
    }
}
