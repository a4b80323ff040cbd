package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One request for several runs.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RepeatsTest {
    private static final String SCRIPT = "a-judge-looks-back";

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void repeatsAreRunsWithSeedsThatCountUp() {
        var answer = driver.post("/api/runs", body("\"seed\":40,\"repeats\":3")).body();
        var ids = ids(answer);
        assertThat(new HashSet<>(ids)).hasSize(3);
        assertThat(answer.path("id").asText()).isEqualTo(ids.getFirst());
        var runs = ids.stream().map(driver::awaitEnd).toList();
        assertThat(runs).extracting(run -> run.path("status").asText()).containsOnly("finished");
        assertThat(runs).extracting(run -> run.path("seed").asLong()).containsExactly(40L, 41L, 42L);
    }

    @Test
    void withoutRepeatsThereIsOneAsBefore() {
        var answer = driver.post("/api/runs", body("\"seed\":9")).body();
        assertThat(ids(answer)).containsExactly(answer.path("id").asText());
        driver.awaitEnd(answer.path("id").asText());
    }

    @Test
    void theSameKeyGivesTheSameRunsAndAnotherNumberIsAnotherRequest() {
        var key = UUID.randomUUID().toString();
        var three = start(key, 3);
        assertThat(start(key, 3)).isEqualTo(three).hasSize(3).doesNotHaveDuplicates();
        var other = driver.post("/api/runs", body("\"repeats\":20"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("field").asText()).isEqualTo("Idempotency-Key");
        three.forEach(driver::awaitEnd);
        assertThat(driver.billed()).hasSize(3);
    }

    @Test
    void aKeyInUseForAnotherRequestStartsNoneOfThem() {
        var key = UUID.randomUUID().toString();
        var taken = driver.post("/api/runs", body("\"seed\":77"), "Idempotency-Key", key + "#3");
        driver.awaitEnd(taken.body().path("id").asText());
        int before = count();
        var answer = driver.post("/api/runs", body("\"seed\":1,\"repeats\":3"), "Idempotency-Key", key);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aRefusalIsTheAnswerForAll() {
        int before = count();
        var answer = driver.post(
                "/api/runs", body("\"repeats\":3,\"budgetUsd\":\"1\",\"models\":{\"farid-haddad\":\"acme/no-price\"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 21})
    void anotherNumberIsRefused(int repeats) {
        var answer = driver.post("/api/runs", body("\"repeats\":" + repeats));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).isEqualTo("repeats: must be 1 to 20, found " + repeats);
    }

    private List<String> start(String key, int repeats) {
        var answer = driver.post("/api/runs", body("\"repeats\":" + repeats), "Idempotency-Key", key);
        assertThat(answer.status()).isEqualTo(201);
        return ids(answer.body());
    }

    private int count() {
        return driver.get("/api/runs?limit=200").body().path("items").size();
    }

    private static List<String> ids(JsonNode answer) {
        return StreamSupport.stream(answer.path("ids").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String body(String more) {
        return "{\"script\":\"" + SCRIPT + "\",\"mode\":\"rehearsal\",\"turns\":1," + more + "}";
    }
}
