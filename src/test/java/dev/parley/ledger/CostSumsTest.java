package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However costs are grouped or exported, they add up to the same.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CostSumsTest {
    @Inject
    Folding folding;

    private RunDriver driver;
    private String run;
    private List<JsonNode> calls = List.of();
    private String only = "";

    @BeforeEach
    void makeARun() {
        driver = new RunDriver();
        driver.nextFaults("500", "no-usage");
        run = driver.start("the-hospital-car-park", body -> body.put("turns", 5));
        driver.awaitEnd(run);
        calls = driver.calls(run);
        only = "mode=rehearsal&run=" + run;
    }

    @Test
    void everyGroupingAddsUpToTheSame() {
        var total = RunDriver.sum(calls, "usd");
        for (var by : Arrays.stream(Grouping.values()).map(Grouping::wireName).toList()) {
            var sums = driver.get("/api/costs?" + only + "&groupBy=" + by).body();
            assertThat(RunDriver.sum(sums.path("items"), "usd")).as(by).isEqualByComparingTo(total);
            assertThat(new BigDecimal(sums.path("total").path("usd").asText())).isEqualByComparingTo(total);
            assertThat(sums.path("total").path("calls").asInt()).isEqualTo(calls.size());
            assertThat(sums.path("total").path("unknownCalls").asInt()).isEqualTo(1);
            assertThat(sums.path("total").path("known").asBoolean()).isFalse();
        }
    }

    @Test
    void threeGroupingsAtOnceAddUpToTheSame() {
        var sums =
                driver.get("/api/costs?" + only + "&groupBy=day,persona,model").body();
        assertThat(RunDriver.sum(sums.path("items"), "usd")).isEqualByComparingTo(RunDriver.sum(calls, "usd"));
        assertThat(sums.path("items")).allSatisfy(item -> {
            assertThat(item.path("keys").properties()).hasSize(3);
            assertThat(item.path("key")).isEqualTo(item.path("keys").path("day"));
        });
    }

    @Test
    void theClassesOfASumAddUpToIt() {
        var total = driver.get("/api/costs?" + only).body().path("total");
        var classes = total.path("byClass").valueStream().map(usd -> new BigDecimal(usd.asText()));
        assertThat(classes.reduce(BigDecimal.ZERO, BigDecimal::add))
                .isPositive()
                .isEqualByComparingTo(total.path("usd").asText());
        assertThat(total.path("failedCalls").asInt()).isEqualTo(1);
        assertThat(total.path("assumedUsd").asText()).isEqualTo("0");
        assertThat(total.path("savedUsd").asText()).isNotEmpty();
    }

    @Test
    void aLongListComesInPieces() {
        var path = "/api/costs?" + only + "&groupBy=persona,model,purpose";
        var all = driver.get(path).body();
        int groups = all.path("items").size();
        assertThat(groups).isGreaterThan(2);
        assertThat(all.path("next").isNull()).isTrue();
        var first = driver.get(path + "&limit=2").body();
        assertThat(first.path("items")).hasSize(2);
        assertThat(first.path("total")).isEqualTo(all.path("total"));
        var rest = driver.get(first.path("next").asText()).body();
        assertThat(rest.path("items")).hasSize(Math.min(2, groups - 2));
        assertThat(rest.path("items").get(0)).isEqualTo(all.path("items").get(2));
    }

    @Test
    void costsAreBookedOnTheProjectThatARunNames() {
        var booked = driver.start(
                "the-hospital-car-park", body -> body.put("turns", 2).put("project", "Thesis 2.a"));
        driver.awaitEnd(booked);
        var costs = driver.get("/api/costs?mode=rehearsal&groupBy=project&run=" + booked)
                .body();
        assertThat(RunDriver.texts(costs.path("items"), "key")).containsExactly("Thesis 2.a");
        assertThat(total("mode=rehearsal&run=" + booked + "&project=Thesis%202.a"))
                .isPositive()
                .isEqualByComparingTo(RunDriver.sum(driver.calls(booked), "usd"));
        assertThat(total("mode=rehearsal&run=" + booked + "&project=default")).isZero();
    }

    @Test
    void whatIsKeptAgreesWithItsEntries() {
        folding.fold();
        var checked = driver.get("/api/costs/check").body();
        assertThat(checked.path("agrees").asBoolean()).isTrue();
        assertThat(checked.path("differences")).isEmpty();
    }

    @Test
    void playMoneyIsInNoTotalOfRealSpend() {
        var live = driver.get("/api/costs").body();
        assertThat(live.path("mode").asText()).isEqualTo("live");
        assertThat(live.path("items")).isEmpty();
        assertThat(live.path("total").path("usd").asText()).isEqualTo("0");
    }

    @Test
    void filtersLeaveOutWhatTheyShould() {
        assertThat(total(only + "&from=2000-01-01&to=2000-01-02")).isEqualByComparingTo("0");
        assertThat(total(only + "&provider=google")
                        .add(total(only + "&provider=anthropic"))
                        .add(total(only + "&provider=openai"))
                        .add(total(only + "&provider=mistral"))
                        .add(total(only + "&provider=deepseek")))
                .isEqualByComparingTo(RunDriver.sum(calls, "usd"));
    }

    @Test
    void personaPurposeAndUserLeaveOutWhatTheyShould() {
        var whole = RunDriver.sum(calls, "usd");
        assertThat(total(only + "&user=local")).isEqualByComparingTo(whole);
        assertThat(total(only + "&user=somebody")).isZero();
        var first = calls.getFirst();
        for (var field : new String[] {"persona", "purpose"}) {
            var value = first.path(field).asText();
            var same = calls.stream()
                    .filter(call -> call.path(field).asText().equals(value))
                    .toList();
            assertThat(total(only + "&" + field + "=" + value)).isEqualByComparingTo(RunDriver.sum(same, "usd"));
        }
    }

    @Test
    void exportsHoldEveryCallAndItsCost() throws IOException {
        var json = driver.get("/api/costs/export?format=json&" + only).body();
        isWhole(json.valueStream().toList());

        var lines = driver.get("/api/costs/export?format=jsonl&" + only).text().strip();
        isWhole(lines.lines().map(RunDriver::parse).toList());

        var csv = driver.get("/api/costs/export?format=csv&" + only);
        assertThat(csv.type()).startsWith("text/csv");
        assertThat(csv.response().headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("costs.csv"));
        var rows = new ArrayList<JsonNode>();
        try (var parsed = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(csv.text())) {
            while (parsed.hasNext()) {
                var row = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
                parsed.next().forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        row.put(name, value);
                    }
                });
                rows.add(row);
            }
        }
        isWhole(rows);
    }

    private void isWhole(List<JsonNode> rows) {
        assertThat(RunDriver.texts(rows, "id")).containsExactlyInAnyOrderElementsOf(RunDriver.texts(calls, "id"));
        assertThat(RunDriver.sum(rows, "usd")).isEqualByComparingTo(RunDriver.sum(calls, "usd"));
        var unknown = rows.stream()
                .filter(row -> row.path("outcome").asText().equals("unknown"))
                .toList();
        assertThat(unknown).hasSize(1).noneMatch(row -> row.hasNonNull("usd"));
    }

    private BigDecimal total(String filter) {
        return new BigDecimal(driver.get("/api/costs?" + filter)
                .body()
                .path("total")
                .path("usd")
                .asText());
    }
}
