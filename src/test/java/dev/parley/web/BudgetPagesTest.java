package dev.parley.web;

import static dev.parley.web.PagesTest.html;
import static dev.parley.web.PagesTest.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.Scope;
import dev.parley.money.Usd;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages of budgets and alerts, and what every page's top says of them.
@QuarkusTest
@TestProfile(PagesProfile.class)
class BudgetPagesTest {
    @Inject
    MadeBudgets budgets;

    @BeforeEach
    void forget() {
        budgets.changes.clear();
        budgets.allowed.clear();
        budgets.acknowledgedBy = null;
        budgets.isAway = false;
    }

    @Test
    void everyBudgetShowsWhatHasBecomeOfIt() {
        assertThat(html("/budgets"))
                .contains("The whole system", "Each user", "a day", "set by a person", "from limits.yaml")
                .contains("title=\"$9.7\"", "critical, 95 % used", "warning, 80 % used", "in order")
                .contains("+ 2 calls with no known limit", "no limit", "Bounds each single call")
                .contains("begins anew", "Give back to limits.yaml")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
        assertThat(html("/budgets?mode=rehearsal")).contains("REHEARSAL", "Nothing bounds what rehearsals spend");
    }

    @Test
    void aLimitIsChangedWithANameAndAReason() {
        post("/budgets", Map.of("mode", "live", "scope", "user", "period", "day", "limit", "12.5", "reason", "thesis"))
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/budgets?mode=live&done=limit"));
        var change = budgets.changes.getFirst();
        assertThat(change.scope()).isEqualTo(Scope.USER);
        assertThat(change.limit()).isEqualTo(Usd.of("12.5"));
        assertThat(change.by()).isEqualTo("local");
        assertThat(html("/budgets?done=limit")).contains("The limit is in force.");
    }

    @Test
    void whatCannotBeUsedIsSaidByItsLabelAndNothingIsChanged() {
        for (var limit : List.of("ten", "-1", "1e3", "1234567890123", "0.1234567890123")) {
            assertThat(post("/budgets", Map.of("mode", "live", "scope", "user", "period", "day", "limit", limit))
                            .statusCode(422)
                            .extract()
                            .asString())
                    .contains("<b>Limit</b>", "an amount in USD");
        }
        assertThat(post("/budgets", Map.of("mode", "play", "scope", "team", "period", "year", "limit", "1"))
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("<b>Money</b>", "<b>Scope</b>", "<b>Period</b>");
        assertThat(budgets.changes).isEmpty();
        var refused = Map.of("mode", "live", "scope", "user", "period", "day", "limit", "1", "reason", "spent");
        assertThat(post("/budgets", refused).statusCode(422).extract().asString())
                .contains("<b>Limit</b>: is below the 9.7 USD", "value=\"1\"");
    }

    @Test
    void moreIsAllowedForAWhile() {
        var until = "2026-12-24T18:00:00Z";
        post("/budgets/accounts/2/override", Map.of("usd", "2", "until", until, "by", "ada", "reason", "deadline"))
                .statusCode(303);
        assertThat(budgets.allowed.getFirst().until()).isEqualTo(Instant.parse(until));
        assertThat(post("/budgets/accounts/2/override", Map.of("usd", "", "until", "soon"))
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("<b>Until</b>");
        assertThat(post("/budgets/accounts/2/override", Map.of("usd", "2", "until", until, "by", "ada"))
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("<b>Reason</b>");
    }

    @Test
    void aLimitIsGivenBackAndItsHistoryTold() {
        post("/budgets/2/reset", Map.of("by", "ada")).statusCode(303);
        post("/budgets/99/reset", Map.of("by", "ada")).statusCode(404);
        assertThat(html("/budgets/2/history"))
                .contains("8 USD a day", "10 USD a day", "ada")
                .doesNotContain("<script>alert(1)");
        page("/budgets/99/history").statusCode(404);
    }

    @Test
    void anAlertIsAcknowledgedByName() {
        assertThat(html("/alerts"))
                .contains("critical, 95 % used", "$9.70 of $10.00 is used", "I have seen it")
                .doesNotContain("<script>alert(1)");
        post("/alerts/7/acknowledge", Map.of("by", " ")).statusCode(422);
        post("/alerts/8/acknowledge", Map.of("by", "ada")).statusCode(404);
        post("/alerts/7/acknowledge", Map.of("by", "ada", "show", "all")).statusCode(303);
        assertThat(html("/alerts?show=all")).contains("seen by ada");
        assertThat(html("/alerts")).contains("No open alerts");
        assertThat(html("/alerts?mode=rehearsal&show=all&below=x")).contains("No alerts");
    }

    @Test
    void theTopOfEveryPageAsksForTheTightestBudgetOfTheShortestPeriod() throws InterruptedException {
        assertThat(html("/scripts")).contains("hx-get=\"/gauge\"");
        assertThat(awaitGauge("3 alerts"))
                .contains("User mara", "$9.75 spent", "$0.1000 held", "$0.1500 left", "today", "critical, 95 % used")
                .contains("3 alerts + 1 in play");
    }

    @Test
    void aLedgerThatIsAwayLeavesThePagesStanding() throws InterruptedException {
        budgets.isAway = true;
        assertThat(awaitGauge("cannot be read")).contains("budgets cannot be read just now", "href=\"/alerts\"");
        budgets.isAway = false;
        assertThat(awaitGauge("left")).contains("User mara");
    }

    /// What it says is kept for a moment.
    private static String awaitGauge(String words) throws InterruptedException {
        var until = Instant.now().plusSeconds(10);
        var html = html("/gauge");
        while (!html.contains(words) && Instant.now().isBefore(until)) {
            Thread.sleep(100);
            html = html("/gauge");
        }
        return html;
    }

    private static ValidatableResponse post(String path, Map<String, String> form) {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .accept("text/html")
                .formParams(form)
                .post(path)
                .then();
    }
}
