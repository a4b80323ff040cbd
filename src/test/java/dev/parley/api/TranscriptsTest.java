package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.ledger.export.CsvCells;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A transcript in its four forms.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TranscriptsTest {
    @Test
    void everyFormHoldsEveryMessage() throws IOException {
        var driver = new RunDriver();
        driver.nextFaults("no-usage");
        var id = driver.start("a-judge-looks-back", body -> body.put("turns", 4));
        var messages = driver.awaitEnd(id).path("messages");
        var texts = RunDriver.texts(messages, "text");
        var path = "/api/runs/" + id + "/transcript";

        var markdown = driver.get(path);
        assertThat(markdown.type()).startsWith("text/markdown");
        assertThat(markdown.text()).startsWith("# A judge looks back").contains("REHEARSAL", "unknown cost");
        texts.forEach(text -> assertThat(markdown.text()).contains(text));

        assertThat(driver.get(path + "?format=json").body().path("messages")).isEqualTo(messages);

        var lines = driver.get(path + "?format=jsonl")
                .text()
                .lines()
                .map(RunDriver::parse)
                .toList();
        assertThat(RunDriver.texts(lines, "text")).isEqualTo(texts);

        var rows = csv(driver.get(path + "?format=csv").text());
        assertThat(rows).hasSize(4);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get("text")).isEqualTo(CsvCells.safe(texts.get(i)));
            assertThat(rows.get(i).get("usd"))
                    .isEqualTo(messages.get(i).path("usd").asText(""));
        }
        assertThat(rows.getFirst().get("usd")).isEmpty();
    }

    private static List<Map<String, String>> csv(String text) throws IOException {
        try (var rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(text)) {
            return rows.readAll();
        }
    }
}
