package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs that begin with what was said in another one.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class BranchTest {
    private static final String SCRIPT = "should-cities-ban-cars";

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void aBranchBeginsWithWhatWasSaidAndPaysOnlyForWhatItSaysItself() {
        var id = finished(4);
        var parent = driver.run(id);
        var answer = branch(id, "{\"turn\":2}");
        assertThat(answer.status()).isEqualTo(201);
        var branch = answer.body().path("id").asText();
        assertThat(answer.response().headers().firstValue("Location").orElseThrow())
                .endsWith("/api/runs/" + branch);
        var run = driver.awaitEnd(branch);

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("parent").path("run").asText()).isEqualTo(id);
        assertThat(run.path("parent").path("turn").asInt()).isEqualTo(2);
        assertThat(run.path("messages")).hasSize(4);
        for (int i = 0; i < 2; i++) {
            var message = run.path("messages").get(i);
            var source = parent.path("messages").get(i);
            assertThat(message.path("text")).isEqualTo(source.path("text"));
            assertThat(message.path("modelUsed")).isEqualTo(source.path("modelUsed"));
            assertThat(message.path("origin").asText()).isEqualTo("branch");
            assertThat(message.path("usd").asText()).isEqualTo("0");
            assertThat(message.path("call").isNull()).isTrue();
        }
        assertThat(run.path("messages").get(2).path("origin").asText()).isEqualTo("model");
        assertThat(driver.calls(branch)).hasSize(2);
        assertThat(RunDriver.sum(driver.calls(branch), "usd"))
                .isEqualByComparingTo(run.path("totals").path("usd").asText());
        assertThat(new BigDecimal(run.path("totals").path("usd").asText()))
                .isLessThanOrEqualTo(max(run))
                .isPositive();
        assertThat(max(run)).isLessThan(max(parent));
        assertThat(driver.run(id)).isEqualTo(parent);
        try (var follower = driver.follow(branch, null)) {
            assertThat(follower.next("message").data().path("origin").asText()).isEqualTo("branch");
        }
    }

    @Test
    void aBranchMayBeLongerAndBranchOffABranch() {
        var id = finished(2);
        var first = branch(id, "{\"turn\":2,\"turns\":4}").body().path("id").asText();
        assertThat(driver.awaitEnd(first).path("messages")).hasSize(4);
        var second = branch(first, "{\"turn\":3,\"turns\":5}").body().path("id").asText();
        var run = driver.awaitEnd(second);
        assertThat(run.path("messages")).hasSize(5);
        assertThat(run.path("turns").asInt()).isEqualTo(5);
        assertThat(run.path("messages").get(0).path("text"))
                .isEqualTo(driver.run(id).path("messages").get(0).path("text"));
        assertThat(driver.calls(second)).hasSize(2);
    }

    @Test
    void aRunUnderWayCanBeBranchedOff() {
        driver.fixedLatency(300);
        var id = driver.start(SCRIPT, body -> body.put("turns", 6));
        driver.await(id, "message");
        var branch = branch(id, "{\"turn\":1,\"turns\":2}").body().path("id").asText();
        assertThat(driver.awaitEnd(branch).path("messages")).hasSize(2);
        assertThat(driver.awaitEnd(id).path("messages")).hasSize(6);
    }

    @Test
    void theSameKeyGetsTheSameBranchHoweverManyAskAtOnce() throws Exception {
        var id = finished(2);
        var runs = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Stream.<Callable<RunDriver.Answer>>generate(() -> () -> branch(id, "{\"turn\":1}", "once"))
                    .limit(8)
                    .toList();
            for (var answer : threads.invokeAll(asked)) {
                assertThat(answer.get().status()).isEqualTo(201);
                runs.add(answer.get().body().path("id").asText());
            }
        }
        assertThat(runs).hasSize(1);
        driver.awaitEnd(runs.iterator().next());
        assertThat(branch(id, "{\"turn\":1,\"turns\":9}", "once").status()).isEqualTo(422);
    }

    @Test
    void whereNothingWasSaidOrNothingIsLeftNoRunBranchesOff() {
        var id = finished(2);
        assertThat(branch(id, "{}").status()).isEqualTo(400);
        assertThat(branch(id, "{\"turn\":0}").status()).isEqualTo(400);
        assertThat(branch(id, "{\"turn\":1,\"turns\":1001}").status()).isEqualTo(400);
        assertThat(branch(id, "{\"turn\":3}").body().path("field").asText()).isEqualTo("turn");
        assertThat(branch(id, "{\"turn\":2}").body().path("field").asText()).isEqualTo("turns");
        assertThat(branch(id, "{\"turn\":2,\"turns\":2}").status()).isEqualTo(422);
    }

    private String finished(int turns) {
        var id = driver.start(SCRIPT, body -> body.put("turns", turns));
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("finished");
        return id;
    }

    private RunDriver.Answer branch(String id, String body) {
        return driver.post("/api/runs/" + id + "/branch", body);
    }

    private RunDriver.Answer branch(String id, String body, String key) {
        return driver.post("/api/runs/" + id + "/branch", body, "Idempotency-Key", key);
    }

    private static BigDecimal max(JsonNode run) {
        return new BigDecimal(run.path("estimate").path("usd").path("max").asText());
    }
}
