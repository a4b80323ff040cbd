package dev.parley.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.app.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Budgets and alerts over HTTP, on a real database.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BudgetAnswersTest {
    @Inject
    DataSource database;

    @Test
    void theShippedLimitsAreInForceFromTheStart() {
        var items = given().get("/api/budgets?mode=live")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(items.getList(
                        "items.findAll { it.ruleSubject != '' && it.source == 'file' }.limitUsd", String.class))
                .contains("500", "50", "10", "200", "2", "1");
        assertThat(items.getList("items.mode", String.class)).containsOnly("live");
        assertThat(given().get("/api/budgets").jsonPath().getString("items[0].mode"))
                .isEqualTo("live");
    }

    @Test
    void aLimitIsSetReadBackAndGivenBack() {
        var name = name();
        var set = put("{'scope':'project','subject':'" + name
                        + "','period':'day','limitUsd':'0.125','action':'pause','by':'ada','reason':'thesis'}")
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].limitUsd", equalTo("0.125"))
                .body("items[0].leftUsd", equalTo("0.125"))
                .body("items[0].spentUsd", equalTo("0"))
                .body("items[0].subject", equalTo(name))
                .body("items[0].action", equalTo("pause"))
                .body("items[0].unpriced", equalTo("refuse"))
                .body("items[0].source", equalTo("person"))
                .body("items[0].account", nullValue())
                .body("items[0].level", nullValue());
        int id = set.extract().path("items[0].id");
        put("{'scope':'project','subject':'" + name + "','period':'day','limitUsd':null}")
                .statusCode(200)
                .body("items[0].limitUsd", nullValue())
                .body("items[0].action", equalTo("pause"));
        given().get("/api/budgets/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.what", equalTo(List.of("changed", "added")))
                .body("items[1].by", equalTo("ada"))
                .body("items[1].reason", equalTo("thesis"))
                .body("items[0].by", equalTo("local"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/budgets/" + id + "/reset")
                .then()
                .statusCode(200)
                .body("items[0].source", equalTo("file"));
    }

    @Test
    void severalAreSetTogetherOrNotAtAll() {
        var name = name();
        put("{'items':[{'scope':'user','subject':'" + name + "','period':'day','limitUsd':'1'},"
                        + "{'scope':'user','subject':'" + name + "','period':'week','limitUsd':'-2'}]}")
                .statusCode(400)
                .body("field", equalTo("items[1].limitUsd"));
        assertThat(given().get("/api/budgets").asString()).doesNotContain(name);
        put("{'items':[{'scope':'user','subject':'" + name + "','period':'day','limitUsd':'1'},"
                        + "{'mode':'rehearsal','scope':'user','subject':'" + name + "','period':'week','limitUsd':3}]}")
                .statusCode(200)
                .body("items.limitUsd", equalTo(List.of("1", "3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope    | {'period':'day','limitUsd':'1'}",
                "scope    | {'scope':'team','period':'day','limitUsd':'1'}",
                "period   | {'scope':'user','limitUsd':'1'}",
                "period   | {'scope':'user','period':'year','limitUsd':'1'}",
                "period   | {'scope':'run','period':'day','limitUsd':'1'}",
                "mode     | {'mode':'play','scope':'user','period':'day','limitUsd':'1'}",
                "action   | {'scope':'user','period':'day','limitUsd':'1','action':'shout'}",
                "unpriced | {'scope':'user','period':'day','limitUsd':'1','unpriced':'maybe'}",
                "limitUsd | {'scope':'user','period':'day'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':''}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'-1'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':-1}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'1e3'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'NaN'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':0.1}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':true}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'1000000000.01'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'1000000000000000'}",
                "limitUsd | {'scope':'user','period':'day','limitUsd':'0.0000000000001'}",
                "subject  | {'scope':'user','subject':'','period':'day','limitUsd':'1'}",
                "subject  | {'scope':'system','subject':'me','period':'day','limitUsd':'1'}",
                "subject  | {'scope':'user','subject':'a\\u0000b','period':'day','limitUsd':'1'}",
                "subject  | {'scope':'user','subject':'\\ud800','period':'day','limitUsd':'1'}",
                "items    | {'items':[]}",
                "items[0] | {'items':[null]}",
                "items[0].scope | {'items':[{'period':'day','limitUsd':'1'}]}",
                "items[0].items | {'items':[{'items':[]}]}",
                "items    | {'items':[{'scope':'user','period':'day','limitUsd':'1'}],'scope':'user'}",
                "colour   | {'scope':'user','period':'day','limitUsd':'1','colour':'red'}",
            })
    void badLimitsAreRefusedByTheirField(String field, String body) {
        put(body).statusCode(400).body("field", equalTo(field)).body("detail", containsString(field));
    }

    @Test
    void whatIsRefusedByTheBooksNamesItsFieldToo() {
        put("{'scope':'user','subject':'x','period':'day','limitUsd':'1','reason':'" + "x".repeat(501) + "'}")
                .statusCode(422)
                .body("field", equalTo("reason"));
        put("{'scope':'user','subject':'x','period':'day','limitUsd':'1','by':' '}")
                .statusCode(422)
                .body("field", equalTo("by"));
        put("").statusCode(400).body("field", equalTo("body"));
        given().get("/api/budgets?mode=play").then().statusCode(400).body("field", equalTo("mode"));
        given().get("/api/budgets/99999/history").then().statusCode(404);
        given().get("/api/budgets/x/history").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .post("/api/budgets/99999/reset")
                .then()
                .statusCode(404);
    }

    @Test
    void aLimitBelowWhatIsSpentIsRefusedAndAnOverrideIsKept() throws SQLException {
        var name = name();
        put("{'scope':'user','subject':'" + name + "','period':'total','limitUsd':'5'}")
                .statusCode(200);
        long account = spend(name, "4.9");
        put("{'scope':'user','subject':'" + name + "','period':'total','limitUsd':'4.89'}")
                .statusCode(422)
                .body("field", equalTo("limitUsd"))
                .body("detail", containsString("4.9 USD that user " + name));
        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        override(account, Map.of("usd", "2", "reason", "", "until", until.toString(), "by", "ada"))
                .statusCode(422)
                .body("field", equalTo("reason"));
        override(account, Map.of("usd", "-2", "reason", "why", "until", until.toString(), "by", "ada"))
                .statusCode(400)
                .body("field", equalTo("usd"));
        override(account, Map.of("usd", "2", "reason", "why", "until", "later", "by", "ada"))
                .statusCode(400)
                .body("field", equalTo("until"));
        override(account, Map.of("usd", "2", "reason", "deadline", "until", until.toString(), "by", "ada"))
                .statusCode(201)
                .body("usd", equalTo("2"));
        override(account, Map.of("usd", "2", "reason", "again", "until", until.toString(), "by", "ada"))
                .statusCode(422)
                .body("field", equalTo("until"));
        override(account + 100_000, Map.of("usd", "2", "reason", "why", "until", until.toString(), "by", "ada"))
                .statusCode(404);
        var line = "items.find { it.subject == '" + name + "' }.";
        given().get("/api/budgets?mode=live")
                .then()
                .body(line + "allowedUsd", equalTo("7"))
                .body(line + "leftUsd", equalTo("2.1"))
                .body(line + "override.usd", equalTo("2"))
                .body(line + "override.until", equalTo(until.toString()));
    }

    @Test
    void alertsAreListedAndAcknowledgedWithAName() throws SQLException {
        var name = name();
        put("{'scope':'user','subject':'" + name + "','period':'total','limitUsd':'5'}")
                .statusCode(200);
        long account = spend(name, "4.9");
        execute("insert into alert (account_id, level, at, words) values (" + account + ", 'critical', now(), 'w')");
        int id = given().get("/api/alerts?open=true&mode=live")
                .then()
                .statusCode(200)
                .body("items.subject", hasItem(name))
                .extract()
                .path("items.find { it.subject == '" + name + "' }.id");
        acknowledge(id, "{}").statusCode(400).body("field", equalTo("by"));
        acknowledge(id, "{\"by\":\" \"}").statusCode(400).body("field", equalTo("by"));
        acknowledge(id, "{\"by\":\"ada\"}").statusCode(200).body("acknowledgedBy", equalTo("ada"));
        acknowledge(id, "{\"by\":\"ben\"}").statusCode(200).body("acknowledgedBy", equalTo("ada"));
        acknowledge(99_999, "{\"by\":\"ada\"}").statusCode(404);
        assertThat(given().get("/api/alerts?open=true").asString()).doesNotContain(name);
        assertThat(given().get("/api/alerts").asString()).contains(name);
        given().get("/api/alerts?open=perhaps").then().statusCode(400).body("field", equalTo("open"));
    }

    private static ValidatableResponse acknowledge(int id, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/alerts/" + id + "/acknowledge")
                .then();
    }

    private static ValidatableResponse override(long account, Map<String, String> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/budgets/accounts/" + account + "/override")
                .then();
    }

    private static ValidatableResponse put(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .put("/api/budgets")
                .then();
    }

    private static String name() {
        return "n" + UUID.randomUUID();
    }

    /// As if calls had been settled in the account.
    private long spend(String user, String usd) throws SQLException {
        execute("insert into budget_account (rule_id, mode, scope, subject, period, starts_at, limit_usd, action,"
                + " unpriced, spent_usd) select id, mode, scope, subject, period, 'epoch', limit_usd, action, unpriced, "
                + usd + " from budget_rule where subject = '" + user + "'");
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from budget_account where subject = '" + user + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
