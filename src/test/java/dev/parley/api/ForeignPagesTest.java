package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No page on the web can act through a researcher's browser.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ForeignPagesTest {
    private static final String QUESTION = "{\"model\":\"openai/gpt-6-luna\",\"usage\":{\"input\":1}}";

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://localhost", "http://localhost:1", "null", "http://", ":"})
    void aForeignOriginChangesNothing(String origin) {
        isRefused(RestAssured.given()
                .contentType("application/json")
                .header("Origin", origin)
                .body(QUESTION)
                .post("/api/cost"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.5", "127.evil"})
    void aForeignHostIsRefusedEvenForReading(String host) {
        isRefused(RestAssured.given().header("Host", host).get("/api/models"));
        isRefused(RestAssured.given().header("Host", host).get("/"));
        isRefused(RestAssured.given()
                .header("Host", host)
                .contentType("application/json")
                .body(QUESTION)
                .post("/api/cost"));
    }

    @Test
    void noOriginAndOurOwnAreAccepted() {
        var port = RestAssured.port;
        assertThat(ask().statusCode()).isEqualTo(200);
        for (var name : new String[] {"localhost", "127.0.0.1"}) {
            assertThat(RestAssured.given()
                            .contentType("application/json")
                            .header("Host", name + ":" + port)
                            .header("Origin", "http://" + name + ":" + port)
                            .body(QUESTION)
                            .post("/api/cost")
                            .statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
    }

    @Test
    void aForeignPageMayNotReadWhatItAsked() {
        var answer = RestAssured.given().header("Origin", "http://evil.example").get("/api/models");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    private static Response ask() {
        return RestAssured.given()
                .contentType("application/json")
                .body(QUESTION)
                .post("/api/cost");
    }

    private static void isRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(RunDriver.parse(answer.asString()).path("status").asInt()).isEqualTo(403);
    }
}
