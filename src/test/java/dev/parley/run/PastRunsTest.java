package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.conversation.RunMode;
import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.length.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which runs teach, and what.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(120)
class PastRunsTest {
    private static final String FAMILY = "a family of this test";

    @Inject
    DataSource database;

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @Test
    void aFinishedRunTeachesItsPersonasOnTheirModelsAndOthersDoNot() throws SQLException {
        var id = driver.start("should-cities-ban-cars", body -> body.put("turns", 4));
        assertThat(driver.awaitEnd(id).path("status").asText()).isEqualTo("finished");
        update("update run set kind = ? where id = ?", FAMILY, UUID.fromString(id));
        var said = driver.run(id).path("messages").get(0);
        var persona = said.path("persona").asText();
        var model = ModelId.parse(said.path("modelUsed").asText());

        var reply = reply(persona, model);
        assertThat(reply.basis()).isEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        assertThat(reply.runs()).isEqualTo(1);
        assertThat(reply(persona, ModelId.parse("acme/never-heard")).basis())
                .isNotEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        assertThat(read(RunMode.LIVE).lengths().isEmpty()).isTrue();

        for (var spoilt : List.of(
                "update run set cut_short = true where id = ?",
                "update run set cut_short = false, parent_run_id = id, parent_turn = 1 where id = ?",
                "update run set parent_run_id = null, parent_turn = null, regenerated = 1 where id = ?")) {
            update(spoilt, UUID.fromString(id));
            assertThat(reply(persona, model).basis()).as(spoilt).isNotEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        }
        update(
                "update run set regenerated = 0, stop_reason = 'the script''s limit of $0.01 was reached' where id = ?",
                UUID.fromString(id));
        assertThat(reply(persona, model).basis()).isEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        for (var column : List.of("origin = 'person'", "speaker_why = 'was asked to speak by a person'")) {
            var before = column.startsWith("origin") ? "origin = 'model'" : "speaker_why = 'in turn'";
            update("update message set " + column + " where turn = 1 and run_id = ?", UUID.fromString(id));
            assertThat(reply(persona, model).basis()).as(column).isNotEqualTo(Reply.Basis.PERSONA_ON_MODEL);
            update("update message set " + before + " where turn = 1 and run_id = ?", UUID.fromString(id));
        }
        assertThat(reply(persona, model).basis()).isEqualTo(Reply.Basis.PERSONA_ON_MODEL);
        update(
                "update message set decision_why = decision_why || '; the budget allowed 9 tokens of reply'"
                        + " where run_id = ?",
                UUID.fromString(id));
        assertThat(reply(persona, model).basis()).isNotEqualTo(Reply.Basis.PERSONA_ON_MODEL);
    }

    @Test
    void aRunTeachesHowItsModelsCountAndHowLongTurnsTake() throws SQLException {
        var id = driver.start("should-cities-ban-cars", body -> body.put("turns", 4));
        var run = driver.awaitEnd(id);
        var call = driver.calls(id).get(0);
        var model = ModelId.parse(call.path("model").asText());
        var knowledge = read(RunMode.REHEARSAL);
        var counted = knowledge.tokens().of(model);
        assertThat(counted.calls()).isPositive();
        // The stand-ins' own range, with room for what is taken before.
        assertThat(counted.factor()).isBetween(0.8, 1.4);
        assertThat(knowledge.secondsPerTurn()).isBetween(0.01, Knowledge.USUAL_SECONDS_PER_TURN);
        assertThat(run.path("estimate").path("counting").size()).isEqualTo(4);
    }

    @Test
    void aCostOfWhichAPartIsUnknownIsNoCost() throws SQLException {
        var id = driver.start("should-cities-ban-cars", body -> body.put("turns", 2));
        driver.awaitEnd(id);
        assertThat(finished(id).actual()).isNotNull();
        assertThat(finished(id).past()).isPresent();
        assertThat(finished(id).castSize())
                .as("all of the cast, though two have spoken")
                .isEqualTo(4);
        update(
                "insert into call (id, run_id, turn, purpose, attempt, mode, project, provider, model_asked, model, at,"
                        + " outcome) values (gen_random_uuid(), ?, 2, 'speech', 1, 'rehearsal', 'p', 'acme', 'acme/x',"
                        + " 'acme/x', now(), 'unknown')",
                UUID.fromString(id));
        assertThat(finished(id).actual()).isNull();
        assertThat(finished(id).past()).isEmpty();
    }

    private FinishedRun finished(String id) throws SQLException {
        try (var connection = database.getConnection()) {
            return FinishedRuns.read(connection, RunMode.REHEARSAL, 400).stream()
                    .filter(run -> run.id().toString().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Reply reply(String persona, ModelId id) throws SQLException {
        var abilities = new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), false);
        var model = new Model(id, id.name(), null, null, null, abilities, Caching.AUTOMATIC, List.of(), null);
        return read(RunMode.REHEARSAL).lengths().forRun(FAMILY, 4).reply(persona, model, new ReplyLength(80, 400));
    }

    private Knowledge read(RunMode mode) throws SQLException {
        try (var connection = database.getConnection()) {
            return PastRuns.read(connection, mode);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            assertThat(update.executeUpdate()).isPositive();
        }
    }
}
