package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashSet;
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

    @Test
    void noWordOfAPromptOrReplyIsInTheCallTable() throws SQLException {
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

        var kept = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select purpose, project, provider, model_asked, model, model_returned, response_id,"
                                + " outcome, price_tier, price_source, raw_usage, reason from call where run_id = '"
                                + id + "'")) {
            while (rows.next()) {
                for (int column = 1; column <= 12; column++) {
                    kept.append(' ').append(rows.getString(column));
                }
            }
        }
        var shared = phrases(kept.toString());
        shared.retainAll(said);
        assertThat(shared).isEmpty();
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
