package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Ledger entries hold numbers and ids, no prompt or reply text.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class NoTextTest {
    @Inject
    DataSource database;

    @Inject
    Folding folding;

    @Test
    void noPhraseOfAPromptOrReplyIsInAnyTableOfTheLedger() throws SQLException {
        var driver = new RunDriver();
        driver.nextFaults("cut", "500", "no-usage", "refusal", "malformed");
        var id = driver.start("should-cities-ban-cars", body -> body.put("turns", 4));
        var run = driver.awaitEnd(id);
        var texts = String.join(" ", RunDriver.texts(run.path("messages"), "text"))
                + driver.get("/api/scripts/should-cities-ban-cars")
                        .body()
                        .path("scenario")
                        .asText();
        var said = phrases(texts);
        assertThat(said).hasSizeGreaterThan(50);

        folding.fold();
        var columns = rows("""
                select table_name, column_name from information_schema.columns
                where table_schema = 'public' and data_type in ('text', 'character varying', 'json', 'jsonb')
                    and table_name not in ('run', 'message', 'message_replaced', 'run_command', 'run_event',
                                       'flyway_schema_history')""");
        assertThat(columns).contains("call.reason", "call.raw_usage", "cost_hour.model", "cost_persona_day.purpose");
        var filled = new TreeSet<String>();
        for (var column : columns) {
            var place = column.split("\\.");
            var values = rows("select distinct '%1$s', %2$s from %1$s where %2$s <> ''".formatted(place[0], place[1]));
            if (!values.isEmpty()) {
                filled.add(column);
            }
            for (var value : values) {
                var shared = phrases(value);
                shared.retainAll(said);
                assertThat(shared).as(column).isEmpty();
            }
        }
        assertThat(filled)
                .as("columns in which there was something to look at")
                .contains(
                        "call.reason",
                        "call.raw_usage",
                        "call.model_returned",
                        "call.response_id",
                        "cost_hour.model",
                        "cost_day.model",
                        "cost_model_day.model",
                        "cost_persona_day.purpose",
                        "provider_gate.provider");
    }

    /// Two columns, with a dot between.
    private List<String> rows(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1) + "." + rows.getString(2));
            }
            return texts;
        }
    }

    /// Every three words in a row.
    private static Set<String> phrases(String text) {
        var words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        var phrases = new HashSet<String>();
        for (int i = 2; i < words.length; i++) {
            phrases.add(words[i - 2] + " " + words[i - 1] + " " + words[i]);
        }
        return phrases;
    }
}
