package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Import of price tables through the API, into a project folder of the test's own.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(PriceImportsTest.OwnFolder.class)
class PriceImportsTest {
    private static final String LUNA = """
            {"gpt-6-luna": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.5e-07,
              "output_cost_per_token": 5e-07, "cache_read_input_token_cost": 1.5e-08},
             "anvil": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 1e-06,
              "output_cost_per_token": 2e-06%s}}
            """;

    @Inject
    @ConfigProperty(name = "parley.library")
    String root;

    private RunDriver driver;

    public static final class OwnFolder implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var root = Files.createTempDirectory("parley-imports");
                for (var folder : List.of("personas", "scripts", "pricing")) {
                    Files.createDirectory(root.resolve(folder));
                }
                Files.copy(Path.of("pricing/openai.yaml"), root.resolve("pricing/openai.yaml"));
                return Map.of("parley.library", root.toString());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    private JsonNode diff(String more) {
        var answer = driver.post("/api/prices/imports?table=litellm", LUNA.formatted(more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theDiffComesFirstAndItsDigestTakesIt() throws IOException {
        var diff = diff("");
        var input = diff.path("changed")
                .get(0)
                .path("changes")
                .get(0)
                .path("classes")
                .get(0);
        assertThat(input.path("tokenClass").asText()).isEqualTo("input");
        assertThat(input.path("ours").asText()).isEqualTo("0.1");
        assertThat(input.path("theirs").asText()).isEqualTo("0.15");
        assertThat(input.path("difference").asText()).isEqualTo("0.05");
        assertThat(input.path("percent").asText()).isEqualTo("50.0");
        assertThat(diff.path("added")
                        .get(0)
                        .path("prices")
                        .get(0)
                        .path("usdPerMtok")
                        .path("output")
                        .asText())
                .isEqualTo("2");
        assertThat(diff.path("gone").toString()).contains("openai/gpt-4o");
        var taken = driver.post(
                "/api/prices/imports/take",
                "{\"table\":\"litellm\",\"digest\":\"" + diff.path("digest").asText()
                        + "\",\"models\":[\"acme/anvil\"]}");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.body().path("files").toString())
                .isEqualTo("{\"pricing/imported/acme.yaml\":[\"acme/anvil\"]}");
        assertThat(Files.readString(Path.of(root, "pricing/imported/acme.yaml")))
                .contains("input: 1, output: 2");
        assertThat(Path.of(root, "pricing/imported/openai.yaml")).doesNotExist();
        var other = driver.post(
                "/api/prices/imports/take",
                "{\"table\":\"genai-prices\",\"digest\":\""
                        + diff.path("digest").asText() + "\",\"models\":\"all\"}");
        assertThat(other.status()).isEqualTo(400);
        var strange = driver.post(
                "/api/prices/imports/take",
                "{\"table\":\"litellm\",\"digest\":\"" + diff.path("digest").asText()
                        + "\",\"models\":[\"acme/nail\"]}");
        assertThat(strange.status()).isEqualTo(400);
        assertThat(strange.text()).contains("acme/nail");
    }

    @Test
    void aTableMayBeLargerThanOtherBodies() {
        assertThat(diff(", \"source\": \"" + "x".repeat(90_000) + "\"" + " ".repeat(3_000_000))
                        .path("added"))
                .hasSize(1);
    }
}
