package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// `POST /api/cost` on the shipped prices.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CostAnswersTest {
    @Test
    void aDatedIdIsPricedAsItsModelAndSaysSo() {
        var answer = ask("""
                {"model": "anthropic/claude-sonnet-4-5-20250929", "at": "2026-11-01",
                 "usage": {"input": 50, "cacheWrite1h": 10000, "output": 500}}""");
        assertThat(answer.path("usd").asText()).isEqualTo("0.06765");
        assertThat(answer.path("price").path("model").asText()).isEqualTo("anthropic/claude-sonnet-4-5");
        assertThat(answer.path("price").path("assumed").asBoolean(true)).isFalse();
        assertThat(answer.path("price").path("recordedAt").asText()).isEqualTo("2026-11-01");
    }

    @Test
    void anUnknownModelIsUnknownAndNamesTheNearest() {
        var answer = ask("""
                {"model": "openrouter/anthropic/claude-sonnet-5", "usage": {"input": 1}}""");
        assertThat(answer.path("known").asBoolean(true)).isFalse();
        assertThat(answer.path("usd").isNull()).isTrue();
        assertThat(answer.path("nearest").path(0).asText()).isEqualTo("anthropic/claude-sonnet-5");
        assertThat(answer.path("reason").asText()).contains("no price is known", "anthropic/claude-sonnet-5");
    }

    @Test
    void whatNobodyHadLearnedByADayIsUnknownThen() {
        var answer = ask("""
                {"model": "openai/gpt-4o", "at": "2026-10-01", "knownOn": "2026-10-31", "usage": {"input": 1}}""");
        assertThat(answer.path("known").asBoolean(true)).isFalse();
    }

    @Test
    void aKeptCacheIsAddedWithItsStorage() {
        var answer = ask("""
                {"model": "google/gemini-2.5-pro", "at": "2026-11-01", "usage": {"input": 1000000},
                 "cacheStorage": {"tokens": 2000000, "seconds": 1800}}""");
        assertThat(answer.path("byClass").path("cacheStorage").asText()).isEqualTo("4.5");
        assertThat(answer.path("usd").asText()).isEqualTo("7");
    }

    @Test
    void storageWithoutAPriceMakesTheWholeUnknown() {
        var answer = ask("""
                {"model": "openai/gpt-4o", "usage": {"input": 1}, "cacheStorage": {"tokens": 1, "seconds": 1}}""");
        assertThat(answer.path("usd").isNull()).isTrue();
        assertThat(answer.path("reason").asText()).contains("cache storage");
    }

    private static JsonNode ask(String question) {
        var answer = new RunDriver().post("/api/cost", question);
        assertThat(answer.response().statusCode()).isEqualTo(200);
        return answer.body();
    }
}
