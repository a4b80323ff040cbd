package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenConnectionTest {
    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08003", "08006", "40001", "40P01", "57P01", "57P02", "57P03"})
    void aConnectionThatBrokeOrATransactionThatMayPassIsOne(String state) {
        assertThat(BrokenConnection.isBehind(new RuntimeException(new SQLException("x", state))))
                .isTrue();
    }

    /// Unique and check violations, no such table, a bad password, out of disk, a cancelled statement.
    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "42P01", "28P01", "53100", "57014", "40002"})
    void whatTheDatabaseRefusesIsNone(String state) {
        assertThat(BrokenConnection.isBehind(new RuntimeException(new SQLException("x", state))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry, acquisition timeout!",
                "Acquisition timeout while waiting for new connection",
                "Exception while creating new connection"
            })
    void aPoolWithoutAConnectionIsOne(String message) {
        assertThat(BrokenConnection.isBehind(new SQLException(message))).isTrue();
    }

    @Test
    void anotherFailureWithoutAStateIsNone() {
        assertThat(BrokenConnection.isBehind(new SQLException("something else")))
                .isFalse();
        assertThat(BrokenConnection.isBehind(new SQLException())).isFalse();
        assertThat(BrokenConnection.isBehind(new IllegalStateException("call is not open")))
                .isFalse();
    }

    @Test
    void itIsFoundBesideAFailedCommitAndBehindABatch() {
        var beside = new RuntimeException("could not commit");
        var commit = new XAException(XAException.XA_RBROLLBACK);
        commit.initCause(new SQLException("sending to the backend", "08006"));
        beside.addSuppressed(commit);
        assertThat(BrokenConnection.isBehind(beside)).isTrue();

        var batch = new BatchUpdateException("batch", "23000", 0, new int[0]);
        batch.setNextException(new SQLException("closed", "08003"));
        assertThat(BrokenConnection.isBehind(batch)).isTrue();
    }

    @Test
    void causesThatRunInACircleEnd() {
        var one = new RuntimeException("one");
        var other = new RuntimeException("other", one);
        one.initCause(other);
        assertThat(BrokenConnection.isBehind(one)).isFalse();
    }
}
