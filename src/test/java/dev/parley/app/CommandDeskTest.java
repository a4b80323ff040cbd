package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cli.Desk;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands read the ledger whether or not a Parley has it open.
@Timeout(180)
class CommandDeskTest {
    @TempDir
    Path home = Path.of("unset");

    @Test
    void theLedgerIsReadWhileAParleyRunsAndAfterItEnded() throws Exception {
        try (var _ = HomeLock.take(home);
                var database = EmbeddedDatabase.start(home)) {
            migrate(database, "latest");
            assertThat(desk().withLedger(CommandDeskTest::calls)).isZero();
            assertThat(Files.exists(home.resolve("postgres/data/postmaster.pid")))
                    .as("the server that runs is left running")
                    .isTrue();
        }
        assertThat(desk().withLedger(CommandDeskTest::calls)).isZero();
        assertThat(Files.exists(home.resolve("postgres/data/postmaster.pid")))
                .as("the server that the command started has ended")
                .isFalse();
    }

    @Test
    void aFolderWithoutALedgerIsLeftAlone() {
        assertThatThrownBy(() -> desk().withLedger(CommandDeskTest::calls))
                .isInstanceOf(Desk.Refused.class)
                .hasMessageContaining("there is no ledger");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aLedgerOfAnOlderParleyIsNotMisread() throws Exception {
        try (var database = EmbeddedDatabase.start(home)) {
            migrate(database, "1");
        }
        assertThatThrownBy(() -> desk().withLedger(CommandDeskTest::calls))
                .isInstanceOf(Desk.Refused.class)
                .hasMessageContaining("start this Parley once");
    }

    @Test
    void theVersionThatIsNeededIsThatOfTheLastMigration() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            var last = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .max(Integer::compare);
            assertThat(last).hasValue(Integer.valueOf(SchemaVersion.NEEDED));
        }
    }

    private static int calls(javax.sql.DataSource ledger) {
        return Math.toIntExact(new Costs(ledger)
                .table(CallFilter.of(RunMode.LIVE), List.of(), 1, 0)
                .total()
                .calls());
    }

    private CommandDesk desk() {
        return new CommandDesk(Map.of("PARLEY_HOME", home.toString())::get, System.out, System.err);
    }

    private static void migrate(EmbeddedDatabase database, String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), "postgres", "postgres")
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
