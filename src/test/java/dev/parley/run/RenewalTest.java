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
    void theIntervalOfTheRestIsNarrowerThanItWasBeforeAnythingWasSaid() throws SQLException {
        var id = paused();
        double after = width(driver.run(id).path("rest"));
        var bare = paused();
        change("delete from message where run_id = '" + bare + "'");
        var untouched = driver.run(bare).path("rest");
        assertThat(untouched.path("afterTurn").asInt()).isZero();
        assertThat(after).isLessThan(width(untouched));
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

    private static double width(JsonNode rest) {
        return amount(rest, "/usd/high").doubleValue()
                / amount(rest, "/usd/low").doubleValue();
    }

    private static BigDecimal amount(JsonNode node, String at) {
        return new BigDecimal(node.at(at).asText());
    }
}
