package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.conversation.Purpose;
import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.ClassCosts;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an entry says of its call's end.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CallEndsTest {
    private static final ModelId MODEL = ModelId.parse("acme/talker");

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    private UUID run = new UUID(0, 0);

    @BeforeEach
    void makeARun() throws SQLException {
        run = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate,
                                     created_at, ended_at)
                    select '%s', script, title, kind, mode, 'stopped', seed, turns, project, snapshot, estimate,
                           now(), now() from run where id = '%s'""".formatted(run, finishedRun()));
        }
    }

    @Test
    void aCallThatCostMoreThanItsHoldSaysSoAndCountsInFull() throws SQLException {
        var warnings = new Warnings();
        var call = opened("0.01");
        try (warnings) {
            end(call, settled("0.010000000001"));
        }
        var entry = ledger.calls(run).getFirst();
        assertThat(entry.outcome).isEqualTo("settled");
        assertThat(entry.reason).isEqualTo("cost more than the 0.01 USD held for it");
        assertThat(entry.usd).isEqualByComparingTo("0.010000000001");
        assertThat(entry.holdUsd).isEqualByComparingTo("0.01");
        assertThat(warnings.messages)
                .singleElement()
                .asString()
                .contains(call.toString(), "more than the $0.0100 held for it");

        var spending = ledger.spending(run);
        assertThat(spending.known()).isEqualTo(Usd.of("0.010000000001"));
        assertThat(spending.atMost()).isEqualTo(Usd.of("0.010000000001"));
        var sums = new RunDriver()
                .get("/api/costs?mode=rehearsal&groupBy=model&run=" + run)
                .body();
        assertThat(sums.path("total").path("usd").asText()).isEqualTo("0.010000000001");
        assertThat(sums.path("total").path("known").asBoolean()).isTrue();
    }

    @Test
    void aCallThatCostItsWholeHoldIsNothingSpecial() throws SQLException {
        var warnings = new Warnings();
        var call = opened("0.01");
        try (warnings) {
            end(call, settled("0.01"));
        }
        assertThat(ledger.calls(run).getFirst().reason).isNull();
        assertThat(warnings.messages).isEmpty();
    }

    @Test
    void aUsageThatCannotBeBelievedIsKeptBesideItsReason() throws SQLException {
        var call = opened("0.01");
        end(call, new CallEnd.Unknown("no output_tokens", 5, "talker-1", "r-1", "{\"input_tokens\":12}"));
        var entry = ledger.calls(run).getFirst();
        assertThat(entry.outcome).isEqualTo("unknown");
        assertThat(entry.reason).isEqualTo("no output_tokens");
        assertThat(entry.rawUsage).isEqualTo("{\"input_tokens\":12}");
        assertThat(entry.usd).isNull();
        assertThat(ledger.spending(run).known()).isEqualTo(Usd.ZERO);
        assertThat(ledger.spending(run).unknownUpTo()).isEqualTo(Usd.of("0.01"));
    }

    @Test
    void noCallEndsTwice() throws SQLException {
        var call = opened("0.01");
        end(call, settled("0.005"));
        assertThatThrownBy(() -> end(call, new CallEnd.Failed("late", 1)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("has ended and stays as it is");
        assertThat(ledger.spending(run).known()).isEqualTo(Usd.of("0.005"));
    }

    /// Its columns make a run that every page can show.
    private static String finishedRun() {
        var driver = new RunDriver();
        var id = driver.start("a-judge-looks-back", body -> body.put("turns", 1));
        driver.awaitEnd(id);
        return id;
    }

    private UUID opened(String hold) throws SQLException {
        var id = UUID.randomUUID();
        var opening = new CallOpening(
                id, run, 1, "ada", Purpose.SPEECH, 1, RunMode.REHEARSAL, "default", "local", MODEL, MODEL, 60);
        var at = Instant.parse("2026-11-20T10:00:00Z");
        try (var connection = database.getConnection()) {
            CallRows.insert(
                    connection,
                    List.of(new CallRows.Opened(opening, at, 100, Usd.of(hold), List.of(), at.plusSeconds(60))));
        }
        return id;
    }

    private void end(UUID call, CallEnd end) throws SQLException {
        try (var connection = database.getConnection()) {
            var standing = Objects.requireNonNull(
                    CallRows.find(connection, List.of(call)).get(call));
            var books = Books.lock(connection, List.of(), new TreeSet<>(), Instant.now());
            books.end(standing, end);
            CallEnds.write(connection, List.of(new CallEnds.Ended(standing, end)));
            books.write(connection);
        }
    }

    private static CallEnd settled(String usd) {
        var price = new PriceUsed(null, null, "base", "a price list", false);
        var priced = new PricedUsage.Known(new ClassCosts.Decimals(Map.of(TokenClass.INPUT, Usd.of(usd))), price);
        return new CallEnd.Settled(null, null, 7, Usage.of(10, 1), priced, Usd.ZERO, "{}");
    }

    /// What the ledger warns of while this is open.
    private static final class Warnings extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger(Books.class.getName());
        private final List<String> messages = new CopyOnWriteArrayList<>();

        Warnings() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
