package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetBook;
import dev.parley.ledger.LimitChange;
import dev.parley.ledger.LimitOutcome;
import dev.parley.money.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Limits of runs that had ended and go on, and of single requests.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class RevivedRunTest extends Steered {
    private static final BigDecimal TINY = new BigDecimal("0.000001");

    @Inject
    BudgetBook book;

    @Test
    void aRuleMadeSinceARunHadEndedCountsWhatTheRunHasSpent() throws SQLException {
        var id = driver.start(SCRIPT, body -> body.put("turns", 2));
        var spent = spent(isWhole(id, 2));
        limit(Scope.RUN, id, spent.add(TINY));
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(202);
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("budget-exhausted");
        assertThat(new BigDecimal(account(id, "spent_usd"))).isEqualByComparingTo(spent);
        assertThat(texts("select level from alert where words like '%is used' and account_id = " + account(id, "id")))
                .containsExactly("warning", "critical");
    }

    @Test
    void aLimitRaisedSinceARunHadEndedIsTheRunsOnceItGoesOn() throws SQLException {
        var id = paused();
        limit(Scope.RUN, id, spent(driver.run(id)).add(TINY));
        driver.command(id, "resume");
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("budget-exhausted");
        limit(Scope.RUN, id, BigDecimal.ONE);
        assertThat(driver.command(id, "regenerate").status()).isEqualTo(202);
        isWhole(id, TURNS);
        assertThat(new BigDecimal(account(id, "limit_usd"))).isEqualByComparingTo("1");
        assertThat(new BigDecimal(account(id, "spent_usd")))
                .isEqualByComparingTo(RunDriver.sum(driver.calls(id), "usd"));
    }

    @Test
    void requestsThatTheirLimitKeepsBackAreToldOnceADayAndUnderEachLimit() throws SQLException {
        var probe = driver.run(driver.start(SCRIPT, body -> body.put("turns", 1)));
        var persona = probe.path("models").fieldNames().next();
        try {
            limit(Scope.REQUEST, persona, TINY);
            refused();
            refused();
            assertThat(toldOfRequests(persona)).singleElement().asString().contains("the budget of a single request");
            limit(Scope.REQUEST, persona, TINY.add(TINY));
            refused();
            refused();
            assertThat(toldOfRequests(persona)).hasSize(2);
        } finally {
            limit(Scope.REQUEST, persona, null);
        }
    }

    private void refused() {
        var run = driver.finish(SCRIPT, body -> body.put("turns", TURNS));
        assertThat(run.path("status").asText()).isEqualTo("budget-exhausted");
    }

    private List<String> toldOfRequests(String persona) throws SQLException {
        return texts("select words from alert join budget_account account on account.id = account_id where level ="
                + " 'stopped' and scope = 'request' and period = 'day' and subject = '" + persona + "'");
    }

    private void limit(Scope scope, String subject, @Nullable BigDecimal usd) {
        var limit = usd == null ? null : new Usd(usd);
        var change = new LimitChange(
                RunMode.REHEARSAL, scope, subject, Period.TOTAL, limit, Action.BLOCK, null, "ada", null);
        assertThat(book.change(List.of(change), ZoneOffset.UTC)).isInstanceOf(LimitOutcome.Changed.class);
    }

    private static BigDecimal spent(JsonNode run) {
        return new BigDecimal(run.path("totals").path("usd").asText());
    }

    private String account(String run, String column) throws SQLException {
        return texts("select " + column + " from budget_account where scope = 'run' and subject = '" + run + "'")
                .getFirst();
    }
}
