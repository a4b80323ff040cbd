package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
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
        var said = words(texts);
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
        // Words that reasons, field names and price sources have for themselves.
        var ours = words("the reply ended before it was whole provider answered with status error could not be read "
                + "holds something that has no JSON usage reported said told price prices list service details");
        var shared = words(kept.toString());
        shared.retainAll(said);
        shared.removeAll(ours);
        assertThat(shared).isEmpty();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() >= 5)
                .toList());
    }
}
