package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people ask of the turns of a run: who speaks next, and what they say themselves.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class TurnsSteeredTest extends Steered {
    @Test
    void whoIsAskedToSpeakTakesTheTurnAfterTheMessageUnderWayAndOnlyThatOne() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        var persona = cast(id).getLast();
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(1).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
        assertThat(driver.calls(id)).hasSize(TURNS);
    }

    @Test
    void whoIsAskedWhileTheRunIsPausedSpeaksWhenItGoesOn() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getLast();
        assertThat(speakNext(id, cast(id).getFirst()).status()).isEqualTo(202);
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        assertThat(driver.run(id).path("status").asText()).isEqualTo("paused");
        driver.command(id, "resume");
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
    }

    @Test
    void aMessageOfAPersonIsTheTurnAfterTheOneUnderWay() {
        driver.fixedLatency(SHORT_MS);
        var id = start();
        driver.await(id, "turn-started");
        var persona = cast(id).getLast();
        assertThat(inject(id, persona, "  " + TEXT + "\u0007 ").status()).isEqualTo(202);
        assertThat(inject(id, cast(id).getFirst(), "And this.").status()).isEqualTo(202);
        driver.fixedLatency(0);
        var run = isWhole(id, TURNS);

        var message = run.path("messages").get(1);
        assertThat(message.path("text").asText()).isEqualTo(TEXT);
        assertThat(message.path("persona").asText()).isEqualTo(persona);
        assertThat(message.path("origin").asText()).isEqualTo("person");
        assertThat(message.path("usd").asText()).isEqualTo("0");
        assertThat(message.path("modelUsed").isNull()).isTrue();
        assertThat(message.path("usage").isNull()).isTrue();
        assertThat(message.path("call").isNull()).isTrue();
        assertThat(message.path("decision").path("speaker").asText()).isEqualTo("was said by a person");
        assertThat(run.path("messages").get(2).path("text").asText()).isEqualTo("And this.");
        assertThat(run.path("totals").path("known").asBoolean()).isTrue();
        assertThat(driver.calls(id)).hasSize(TURNS - 2);
        assertThat(messageEvents(id, run).get(1).path("usd").asText()).isEqualTo("0");
        assertThat(messageEvents(id, run).get(1).path("modelUsed").isNull()).isTrue();
        for (var format : List.of("md", "json", "jsonl", "csv")) {
            assertThat(driver.get("/api/runs/" + id + "/transcript?format=" + format)
                            .text())
                    .as(format)
                    .contains(TEXT);
        }
    }

    @Test
    void aMessageOfAPersonIsThereAtOnceWhileNobodySpeaks() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        var run = driver.run(id);
        assertThat(run.path("status").asText()).isEqualTo("paused");
        assertThat(run.path("messages")).hasSize(said + 1);
        assertThat(run.path("messages").get(said).path("text").asText()).isEqualTo(TEXT);
        driver.command(id, "resume");
        isWhole(id, TURNS);
    }

    @Test
    void whatComesWhileTheLastMessageIsUnderWayIsSaidBeforeTheEnd() {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(SCRIPT, body -> body.put("turns", 1));
        driver.await(id, "turn-started");
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        var run = isWhole(id, 2);
        assertThat(run.path("messages").get(1).path("text").asText()).isEqualTo(TEXT);
    }

    @Test
    void whatComesBeforeAStopIsSaidBeforeIt() {
        driver.fixedLatency(600_000);
        var id = start();
        driver.await(id, "turn-started");
        assertThat(inject(id, cast(id).getFirst(), TEXT).status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).isEmpty();
        assertThat(driver.command(id, "stop?now=true").status()).isEqualTo(202);
        var run = driver.awaitEnd(id);

        assertThat(run.path("status").asText()).isEqualTo("stopped");
        assertThat(RunDriver.texts(run.path("messages"), "text")).containsExactly(TEXT);
    }

    @Test
    void theSameKeyIsObeyedOnceAndAnsweredAlikeEvenWhenTheRunHasEnded() {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getFirst();
        var body = "{\"persona\":\"" + persona + "\",\"text\":\"" + TEXT + "\"}";
        var path = "/api/runs/" + id + "/inject";
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).hasSize(said + 1);

        var other = driver.post(path, body.replace("asked", "told"), "Idempotency-Key", "one");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "one")
                        .status())
                .isEqualTo(422);

        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "two")
                        .status())
                .isEqualTo(202);
        assertThat(driver.post("/api/runs/" + id + "/stop", "", "Idempotency-Key", "two")
                        .status())
                .isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertThat(driver.post(path, body, "Idempotency-Key", "three").status()).isEqualTo(409);
        assertThat(driver.run(id).path("messages")).hasSize(said + 1);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithItsField() {
        var id = paused();
        var persona = cast(id).getFirst();
        assertThat(speakNext(id, "nobody").body().path("field").asText()).isEqualTo("persona");
        assertThat(inject(id, "nobody", TEXT).status()).isEqualTo(422);
        assertThat(inject(id, persona, " \u0000 ").body().path("field").asText())
                .isEqualTo("text");
        assertThat(inject(id, persona, "x".repeat(200_000)).status()).isEqualTo(422);
        assertThat(driver.post("/api/runs/" + id + "/inject", "{}").status()).isEqualTo(400);
        assertThat(driver.post("/api/runs/" + id + "/speak-next", "").status()).isEqualTo(400);
        assertThat(driver.post("/api/runs/" + id + "/regenerate", "{\"turn\":99}")
                        .status())
                .isEqualTo(409);
        assertThat(driver.post("/api/runs/" + UUID.randomUUID() + "/regenerate", "")
                        .status())
                .isEqualTo(404);
        driver.command(id, "stop");
        assertThat(speakNext(id, persona).status()).isEqualTo(409);
        assertThat(inject(id, persona, TEXT).status()).isEqualTo(409);
        assertThat(inject(id, persona, TEXT).body().path("status_now").asText()).isEqualTo("stopped");
    }
}
