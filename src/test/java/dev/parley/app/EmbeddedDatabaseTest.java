package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Our own database server on a data folder, through clean and unclean ends.
@Timeout(180)
class EmbeddedDatabaseTest {
    @TempDir
    Path home = Path.of("unset");

    @Test
    void aSecondStartFindsTheDataAndFsyncIsOn() throws Exception {
        try (var database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "show fsync")).containsExactly("on");
            assertThat(ask(database, "show synchronous_commit")).containsExactly("on");
            assertThat(ask(database, "show listen_addresses")).containsExactly("127.0.0.1");
            ask(database, "create table kept as select 'first' as word");
        }
        try (var database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "select word from kept")).containsExactly("first");
        }
    }

    @Test
    void aKilledProgramLeavesItsDataAndNoServer() throws Exception {
        var child = child();
        try {
            assertThat(firstLine(child)).startsWith("ready");
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(Long.toString(child.pid()))
                    .hasMessageContaining("PARLEY_HOME");
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        long orphan = Long.parseLong(
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst());
        assertThat(isAlive(orphan)).isTrue();
        try (var _ = HomeLock.take(home);
                var database = EmbeddedDatabase.start(home)) {
            assertThat(isAlive(orphan)).isFalse();
            assertThat(ask(database, "select word from kept")).containsExactly("killed");
        }
    }

    @Test
    void aStaleLockFileWithTheNumberOfAnotherProcessDoesNotMatter() throws Exception {
        try (var database = EmbeddedDatabase.start(home)) {
            ask(database, "create table kept as select 'here' as word");
        }
        // The number is this very process's, which is no database server and must live on.
        Files.writeString(
                home.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (var database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "select word from kept")).containsExactly("here");
        }
    }

    @Test
    void aDataFolderBelongsToOneProgramAtATime() throws IOException {
        try (var _ = HomeLock.take(home)) {
            assertThatThrownBy(() -> HomeLock.take(home)).isInstanceOf(StartRefused.class);
        }
        try (var again = HomeLock.take(home)) {
            assertThat(again).isNotNull();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsHome.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process child) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready")) {
                return line;
            }
        }
        return "";
    }

    private static List<String> ask(EmbeddedDatabase database, String sql) throws SQLException {
        var answers = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        }
        return answers;
    }
}
