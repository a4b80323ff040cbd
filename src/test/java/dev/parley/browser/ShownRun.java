package dev.parley.browser;

import static io.restassured.RestAssured.get;

import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run as the API tells it, to compare with what a page shows.
record ShownRun(JsonPath run, JsonPath calls) {
    static ShownRun ofPage(String url) {
        var id = url.substring(url.lastIndexOf('/') + 1);
        return new ShownRun(
                get("/api/runs/" + id).then().statusCode(200).extract().jsonPath(),
                get("/api/runs/" + id + "/calls")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath());
    }

    String status() {
        return run.getString("status");
    }

    BigDecimal total() {
        return new BigDecimal(run.getString("totals.usd"));
    }

    BigDecimal sumByPersona() {
        return sum(run.getList("byPersona.usd", String.class).stream());
    }

    BigDecimal sumOfMessages() {
        return sum(run.getList("messages.usd", String.class).stream());
    }

    /// Calls that no message came of: attempts that failed, choices of a speaker.
    BigDecimal sumOfHiddenCalls() {
        List<String> shown = run.getList("messages.call", String.class);
        List<Map<String, @Nullable Object>> items = calls.getList("items");
        return sum(items.stream()
                .filter(call -> !shown.contains((String) Objects.requireNonNull(call.get("id"))))
                .map(call -> call.get("usd"))
                .filter(Objects::nonNull)
                .map(Object::toString));
    }

    List<String> byPersona() {
        return run.getList("byPersona.findAll { it.messages > 0 }.usd", String.class);
    }

    int messages() {
        return run.getList("messages").size();
    }

    private static BigDecimal sum(Stream<String> amounts) {
        return amounts.map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
