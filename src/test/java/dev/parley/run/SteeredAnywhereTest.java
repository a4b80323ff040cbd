package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Commands that come together, and commands on runs whose node dies.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class SteeredAnywhereTest extends Steered {
    private static final UUID OTHER_NODE = UUID.randomUUID();

    @Test
    void manyCommandsAtOnceLeaveNoGapAndNoDoubleTurn() throws Exception {
        driver.fixedLatency(60);
        var id = driver.start(SCRIPT, body -> body.put("turns", 30));
        driver.await(id, "turn-started");
        var cast = cast(id);
        var statuses = allAtOnce(24, i -> switch (i % 4) {
            case 0, 1 -> inject(id, cast.get(i % cast.size()), "Number " + i + ".");
            case 2 -> speakNext(id, cast.get(i % cast.size()));
            default -> driver.command(id, i % 8 == 3 ? "regenerate" : "pause");
        });
        assertThat(statuses).allMatch(status -> status == 202 || status == 409);
        driver.fixedLatency(0);
        var run = driver.awaitEnd(id);
        while (run.path("status").asText().equals("paused")) {
            driver.command(id, "resume");
            run = driver.awaitEnd(id);
        }
        assertThat(run.path("status").asText()).isEqualTo("finished");
        isNumbered(run);
        assertThat(texts("select id from run_command where applied_at is null and run_id = '" + id + "'"))
                .isEmpty();
        long replaced = texts("select turn from message_replaced where run_id = '" + id + "'")
                .size();
        long injected = texts("select kind from run_command where kind = 'inject' and answer like '%\"conflict\":null%'"
                        + " and run_id = '" + id + "'")
                .size();
        assertThat(run.path("messages").size() + replaced)
                .isEqualTo(driver.calls(id).size() + injected);
    }

    @Test
    void whatWaitsForADeadNodeIsDoneByWhoeverTakesItsRun() throws SQLException {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var cast = cast(id);
        asIfAnotherNodeSpoke(id);
        assertThat(inject(id, cast.getFirst(), TEXT).status()).isEqualTo(202);
        assertThat(speakNext(id, cast.getLast()).status()).isEqualTo(202);
        assertThat(driver.run(id).path("messages")).hasSize(said);
        asIfTheOtherNodeDied();
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("text").asText()).isEqualTo(TEXT);
        assertThat(run.path("messages").get(said + 1).path("persona").asText()).isEqualTo(cast.getLast());
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
        assertThat(run.path("totals").path("unknownCalls").asInt()).isEqualTo(1);
    }

    @Test
    void whoWasAskedToSpeakIsAskedAgainWhenTheirNodeDiedBeforeTheyHadSpoken() throws SQLException {
        var id = paused();
        int said = driver.run(id).path("messages").size();
        var persona = cast(id).getLast();
        assertThat(speakNext(id, persona).status()).isEqualTo(202);
        asIfAnotherNodeSpoke(id);
        asIfTheOtherNodeDied();
        var run = isWhole(id, TURNS);

        assertThat(run.path("messages").get(said).path("persona").asText()).isEqualTo(persona);
        assertThat(speakers(run)).containsOnlyOnce("was asked to speak by a person");
    }

    private void asIfAnotherNodeSpoke(String id) throws SQLException {
        change("insert into node (id, seen_at) values ('" + OTHER_NODE + "', now() + interval '1 hour')");
        change("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider,
                                  model_asked, model, at, outcome, hold_usd)
                select gen_random_uuid(), run_id, turn + 1, persona, purpose, 1, mode, project, provider,
                       model_asked, model, now(), 'open', hold_usd
                from call where run_id = '%s' order by at desc limit 1""".formatted(id));
        change("update run set status = 'running', node = '%s' where id = '%s'".formatted(OTHER_NODE, id));
    }

    private void asIfTheOtherNodeDied() throws SQLException {
        change("delete from node where id = '" + OTHER_NODE + "'");
    }
}
