package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The last message is said again.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class SaidAgainTest extends Steered {
    @Test
    void aFinishedRunSaysItsLastMessageAgainByTheSamePersonaAndPaysBoth() throws SQLException {
        var id = driver.start(SCRIPT, body -> body.put("turns", 2));
        var before = isWhole(id, 2);
        var answer = driver.command(id, "regenerate");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("turn").asInt()).isEqualTo(2);
        var run = isWhole(id, 2);

        var old = before.path("messages").get(1);
        var fresh = run.path("messages").get(1);
        assertThat(fresh.path("call")).isNotEqualTo(old.path("call"));
        assertThat(fresh.path("persona")).isEqualTo(old.path("persona"));
        assertThat(run.path("messages").get(0))
                .isEqualTo(before.path("messages").get(0));
        assertThat(texts("select text from message_replaced where run_id = '" + id + "'"))
                .containsExactly(old.path("text").asText());
        var calls = driver.calls(id);
        assertThat(calls).hasSize(3);
        assertThat(RunDriver.sum(calls, "usd"))
                .isEqualByComparingTo(run.path("totals").path("usd").asText());
        assertThat(texts("select data from run_event where type = 'message-replaced' and run_id = '" + id + "'"))
                .containsExactly("{\"turn\":2}");
    }

    @Test
    void whatIsSaidAgainDiffersWhereTheModelTakesASeed() {
        var id = driver.start("a-judge-looks-back", body -> {
            body.put("turns", 1);
            var models = body.putObject("models");
            driver.get("/api/scripts/a-judge-looks-back")
                    .body()
                    .path("cast")
                    .forEach(member -> models.put(member.path("persona").asText(), "google/gemini-3.8-flash"));
        });
        var before = isWhole(id, 1).path("messages").get(0).path("text").asText();
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(202);
        assertThat(isWhole(id, 1).path("messages").get(0).path("text").asText()).isNotEqualTo(before);
    }

    @Test
    void sayingAgainWhileAMessageIsUnderWayTakesThatOneOutAsWell() throws SQLException {
        driver.fixedLatency(1_500);
        var id = start();
        awaitMessages(id, 1);
        var first = driver.run(id).path("messages").get(0);
        awaitOpenCall(id);
        assertThat(driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":1}")
                        .status())
                .isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(0).path("call")).isNotEqualTo(first.path("call"));
        assertThat(texts("select turn from message_replaced where run_id = '" + id + "' order by turn"))
                .containsExactly("1", "2");
        assertThat(driver.calls(id)).hasSize(TURNS + 2);
    }

    @Test
    void askedTwiceAtOnceForTheSameTurnItIsSaidAgainOnce() throws Exception {
        var id = driver.start(SCRIPT, body -> body.put("turns", 3));
        isWhole(id, 3);
        driver.fixedLatency(SHORT_MS);
        var statuses = allAtOnce(6, i -> driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":3}"));
        assertThat(statuses).contains(202);
        var run = isWhole(id, 3);
        assertThat(run.path("messages")).hasSize(3);
        assertThat(texts("select turn from message_replaced where run_id = '" + id + "'"))
                .containsExactly("3");
    }

    @Test
    void aRunThatHasSaidNothingHasNothingToSayAgain() {
        driver.fixedLatency(600_000);
        var id = start();
        driver.await(id, "turn-started");
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(409);
        driver.command(id, "stop?now=true");
        driver.awaitEnd(id);
    }
}
