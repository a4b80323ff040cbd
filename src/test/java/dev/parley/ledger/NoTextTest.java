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
        for (var column : columns) {
            var place = column.split("\\.");
            var values = rows("select distinct '%s', %s from %s".formatted(place[0], place[1], place[0]));
            for (var value : values) {
                var shared = phrases(value);
                shared.retainAll(said);
                assertThat(shared).as(column).isEmpty();
            }
        }
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
