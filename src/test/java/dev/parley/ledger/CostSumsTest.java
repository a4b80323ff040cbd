package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However costs are grouped or exported, they add up to the same.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CostSumsTest {
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
        for (var by : new String[] {"provider", "model", "persona", "project", "run", "purpose", "day", "hour"}) {
            var sums = driver.get("/api/costs?" + only + "&groupBy=" + by).body();
            assertThat(RunDriver.sum(sums.path("items"), "usd")).as(by).isEqualByComparingTo(total);
            assertThat(new BigDecimal(sums.path("total").path("usd").asText())).isEqualByComparingTo(total);
            assertThat(sums.path("total").path("calls").asInt()).isEqualTo(calls.size());
            assertThat(sums.path("total").path("unknownCalls").asInt()).isEqualTo(1);
            assertThat(sums.path("total").path("known").asBoolean()).isFalse();
        }
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
