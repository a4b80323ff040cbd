package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a run does when its money runs out.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BudgetedRunsTest {
    private static final String SCRIPT = "should-cities-ban-cars";

    @Inject
    DataSource database;

    private RunDriver driver;
    private final String project = "p-" + UUID.randomUUID();

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void aReplyIsMadeShorterBeforeTheRunEnds() throws SQLException {
        var budget = hold().subtract(new BigDecimal("0.0001"));
        var run = driver.finish(SCRIPT, body -> body.put("turns", 1).put("budgetUsd", budget.toPlainString()));

        assertThat(run.path("status").asText()).isEqualTo("finished");
        var call = callOf(run);
        assertThat(new BigDecimal(text("select hold_usd from call where id = '%s'", call)))
                .isLessThanOrEqualTo(budget);
        int allowed = Integer.parseInt(text("select max_tokens from call where id = '%s'", call));
        assertThat(allowed).isBetween(200, 399);
        assertThat(run.path("messages").get(0).path("decision").toString())
                .contains("the budget allowed " + allowed + " tokens of reply");
    }

    @Test
    void aRunEndsWhenNotEvenTheShortestReplyFits() throws SQLException {
        var budget = hold().divide(new BigDecimal(3), 9, RoundingMode.DOWN);
        var run = driver.finish(SCRIPT, body -> body.put("turns", 1).put("budgetUsd", budget.toPlainString()));

        assertThat(run.path("status").asText()).isEqualTo("budget-exhausted");
        assertThat(run.path("stopReason").asText())
                .startsWith("the run's budget of $")
                .contains("is left");
        assertThat(text(
                        "select cut_short from run where id = '%s'",
                        run.path("id").asText()))
                .isEqualTo("t");
    }

    @Test
    @Timeout(60)
    void aRunWaitsForMoneyThatAnotherHolds() throws SQLException {
        var room = hold().multiply(new BigDecimal("1.9"));
        limit(room, "block");
        driver.fixedLatency(2_500);
        var first = start();
        driver.await(first, "turn-started");
        var second = start();
        try (var events = driver.follow(second, null)) {
            var event = events.next("status");
            while (!event.data().path("status").asText().equals("waiting")) {
                event = events.next("status");
            }
            assertThat(event.data().path("stopReason").asText())
                    .contains("the budget of project " + project, "is held by calls that are out");
        }
        assertThat(driver.awaitEnd(first).path("status").asText()).isEqualTo("finished");
        var after = driver.awaitEnd(second);
        assertThat(after.path("status").asText()).isEqualTo("finished");
        assertThat(after.path("messages")).hasSize(1);
        assertThat(text("select held_usd from budget_account where subject = '%s'", project))
                .isEqualTo("0");
    }

    @Test
    @Timeout(60)
    void aBudgetThatPausesLetsItsRunsWaitUntilThereIsRoom() throws SQLException {
        limit(new BigDecimal("0.000001"), "pause");
        var id = start();
        var waiting = driver.awaitEnd(id);
        assertThat(waiting.path("status").asText()).isEqualTo("waiting");
        assertThat(waiting.path("messages")).isEmpty();

        execute("update budget_account set limit_usd = 1 where subject = '" + project + "'");
        JsonNode run = driver.awaitEnd(id);
        while (run.path("status").asText().equals("waiting")) {
            run = driver.awaitEnd(id);
        }
        assertThat(run.path("status").asText()).isEqualTo("finished");
    }

    @Test
    void aBudgetThatWarnsStopsNobody() throws SQLException {
        limit(new BigDecimal("0.000001"), "warn");
        assertThat(driver.awaitEnd(start()).path("status").asText()).isEqualTo("finished");
        assertThat(text("""
                        select string_agg(level, ' ' order by level) from alert
                        where account_id = (select id from budget_account where subject = '%s' and period = 'total')""", project)).isEqualTo("critical exceeded warning");
    }

    private String start() {
        return driver.start(SCRIPT, body -> body.put("turns", 1).put("project", project));
    }

    /// What the first turn of the script is held for.
    private BigDecimal hold() throws SQLException {
        var run = driver.finish(SCRIPT, body -> body.put("turns", 1));
        return new BigDecimal(text("select hold_usd from call where id = '%s'", callOf(run)));
    }

    private String callOf(JsonNode run) {
        return driver.calls(run.path("id").asText()).getFirst().path("id").asText();
    }

    private void limit(BigDecimal usd, String action) throws SQLException {
        execute("""
                insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)
                values ('rehearsal', 'project', '%s', 'total', 'UTC', %s, '%s', 'refuse', 'person')""".formatted(project, usd.toPlainString(), action));
        execute("update budget_rules_version set version = version + 1");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql, String subject) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.formatted(subject))) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
