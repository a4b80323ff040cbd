package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// What is still to come of a run is estimated anew from what was said and billed.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RenewalTest extends Steered {
    private static final String LONG = """
            title: A long scene
            scenario: %s
            cast: [mara-lindqvist, tomas-rivera]
            stop: {turns: 4}
            """.formatted("The street is long and empty. ".repeat(300));

    @Test
    void whatIsPaidAndWhatIsToComeMakeTheWhole() {
        var id = paused();
        var run = driver.run(id);
        int said = run.path("messages").size();
        var rest = run.path("rest");
        assertThat(said).isBetween(1, TURNS - 1);
        assertThat(rest.path("afterTurn").asInt()).isEqualTo(said);
        assertThat(rest.path("byTurn")).hasSize(TURNS - said);
        assertThat(rest.path("byTurn").path(0).path("turn").asInt()).isEqualTo(said + 1);
        var paid = amount(run, "/totals/usd");
        for (var end : new String[] {"low", "likely", "high", "max"}) {
            assertThat(amount(rest, "/inAll/" + end)).isEqualByComparingTo(paid.add(amount(rest, "/usd/" + end)));
        }
        assertThat(amount(rest, "/usd/low")).isPositive().isLessThan(amount(rest, "/usd/likely"));
        assertThat(amount(rest, "/usd/high")).isGreaterThan(amount(rest, "/usd/likely"));
        assertThat(amount(rest, "/inAll/max")).isLessThan(amount(run, "/estimate/usd/max"));

        driver.command(id, "resume");
        var ended = isWhole(id, TURNS);
        assertThat(ended.path("rest").isNull()).isTrue();
        assertThat(amount(ended, "/totals/usd")).isLessThan(amount(rest, "/inAll/max"));
    }

    @Test
    void theBudgetThatIsLeftBoundsTheRest() throws SQLException {
        var id = paused();
        var run = driver.run(id);
        var paid = amount(run, "/totals/usd");
        change("update run set budget_usd = " + paid.add(new BigDecimal("0.000001")) + " where id = '" + id + "'");
        var rest = driver.run(id).path("rest");
        assertThat(amount(rest, "/usd/max")).isEqualByComparingTo("0.000001");
        assertThat(amount(rest, "/usd/likely")).isGreaterThan(amount(rest, "/usd/max"));
    }

    @Test
    void aCallOfUnknownCostIsInTheBoundAlone() throws SQLException {
        var id = paused();
        var before = driver.run(id).path("rest");
        change("""
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, provider,
                                  model_asked, model, at, outcome, hold_usd)
                select gen_random_uuid(), run_id, turn, persona, purpose, 2, mode, project, provider,
                       model_asked, model, at, 'unknown', 0.5
                from call where run_id = '%s' limit 1""".formatted(id));
        var after = driver.run(id).path("rest");
        assertThat(amount(after, "/inAll/max").subtract(amount(before, "/inAll/max")))
                .isEqualByComparingTo("0.5");
        assertThat(after.at("/usd")).isEqualTo(before.at("/usd"));
    }

    @Test
    void cachesThatHaveForgottenAreNotCountedOn() throws SQLException {
        driver.fixedLatency(SHORT_MS);
        var id = driver.start(
                LONG,
                body -> body.putObject("models")
                        .put("mara-lindqvist", "anthropic/claude-sonnet-5")
                        .put("tomas-rivera", "anthropic/claude-sonnet-5"));
        driver.await(id, "turn-started");
        driver.command(id, "pause");
        driver.awaitEnd(id);
        driver.fixedLatency(0);
        var warm = amount(driver.run(id).path("rest"), "/usd/likely");
        change("update message set created_at = created_at - interval '1 hour' where run_id = '" + id + "'");
        assertThat(amount(driver.run(id).path("rest"), "/usd/likely").doubleValue())
                .isGreaterThan(warm.doubleValue() * 1.1);
    }

    @Test
    void aBranchIsEstimatedAnewTooAndARunThatHasEndedNotAtAll() {
        driver.fixedLatency(0);
        var id = start();
        assertThat(isWhole(id, TURNS).path("rest").isNull()).isTrue();
        driver.fixedLatency(600_000);
        var branch = driver.post("/api/runs/" + id + "/branch", "{\"turn\":4}")
                .body()
                .path("id")
                .asText();
        driver.await(branch, "turn-started");
        var rest = driver.run(branch).path("rest");
        assertThat(rest.path("afterTurn").asInt()).isEqualTo(4);
        assertThat(amount(rest, "/inAll/likely")).isEqualByComparingTo(amount(rest, "/usd/likely"));
        driver.command(branch, "stop?now=true");
        driver.awaitEnd(branch);
        driver.fixedLatency(0);
    }

    @Test
    void fourTimesAsManyTokensBilledLetMoreBeExpected() throws SQLException {
        var id = paused();
        double before = amount(driver.run(id).path("rest"), "/usd/likely").doubleValue();
        var longWinded = """
                insert into call (id, run_id, turn, persona, purpose, attempt, mode, project, username, provider,
                                  model_asked, model, at, outcome, prompt_tokens, input, cache_read, cache_write_5m,
                                  cache_write_1h, output, reasoning, usd)
                select gen_random_uuid(), run_id, turn, persona, purpose, 2, mode, project, username, provider,
                       model_asked, model, at, outcome, prompt_tokens, input, cache_read, cache_write_5m,
                       cache_write_1h, output * 4, 0, usd
                from call where run_id = '%s' and outcome = 'settled'""".formatted(id);
        change(longWinded);
        change("""
                update message set call_id = (select call.id from call where call.run_id = message.run_id
                                              and call.turn = message.turn and call.attempt = 2
                                              and call.purpose = 'speech')
                where run_id = '%s'""".formatted(id));
        assertThat(amount(driver.run(id).path("rest"), "/usd/likely").doubleValue())
                .isGreaterThan(before * 1.1);
    }

    private static BigDecimal amount(JsonNode node, String at) {
        return new BigDecimal(node.at(at).asText());
    }
}
