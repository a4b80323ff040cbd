package dev.parley.app;

import dev.parley.cli.Desk;
import dev.parley.library.DirectoryLibrary;
import dev.parley.library.ImportedFiles;
import dev.parley.library.Library;
import dev.parley.library.pricetable.PriceImports;
import dev.parley.library.pricetable.TableFetch;
import dev.parley.tokens.TokenCounter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens the ledger for a command: the outside database that is set, the server of a Parley that runs on the data
/// folder at this moment, or else that folder's server for as long as the command takes.
final class CommandDesk implements Desk {
    private static final int CONNECT_SECONDS = 10;
    /// The line of PostgreSQL's `postmaster.pid` that holds its port.
    private static final int PORT_LINE = 3;

    private final Function<String, @Nullable String> env;
    private final PrintStream out;
    private final PrintStream err;

    CommandDesk(Function<String, @Nullable String> env, PrintStream out, PrintStream err) {
        this.env = env;
        this.out = out;
        this.err = err;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public Library library() {
        try (var library = new DirectoryLibrary(settings().library(), List.of())) {
            library.start();
            return library;
        }
    }

    @Override
    public TokenCounter counter() {
        return new BpeTokenCounter();
    }

    @Override
    public PriceImports imports() {
        return new PriceImports(library(), new ImportedFiles(settings().library()), TableFetch.overHttps(), clock());
    }

    @Override
    public int withLedger(LedgerWork work) {
        try {
            var settings = settings();
            return settings.database().isPresent()
                    ? on(settings.database().get(), work)
                    : onHome(settings.home(), work);
        } catch (IOException e) {
            throw new Refused("the ledger could not be opened: " + e.getMessage());
        }
    }

    private Settings settings() {
        try {
            return Settings.from(env);
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static int onHome(Path home, LedgerWork work) throws IOException {
        var data = EmbeddedDatabase.data(home);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            throw new Refused("there is no ledger in " + home + " yet; start Parley once, or set PARLEY_HOME");
        }
        try (var _ = HomeLock.take(home);
                var server = EmbeddedDatabase.start(home)) {
            return on(new OutsideDatabase(server.jdbcUrl(), "postgres", "postgres"), work);
        } catch (StartRefused running) {
            return on(served(data), work);
        }
    }

    /// The server that a running Parley has on the folder.
    private static OutsideDatabase served(Path data) throws IOException {
        var lines = Files.readAllLines(data.resolve("postmaster.pid"));
        if (lines.size() <= PORT_LINE || !lines.get(PORT_LINE).strip().matches("[0-9]{1,5}")) {
            throw new Refused("a Parley is starting or ending on the data folder; try again in a moment");
        }
        return new OutsideDatabase(
                "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres", "postgres", "postgres");
    }

    private static int on(OutsideDatabase database, LedgerWork work) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        if (database.user() != null) {
            source.setUser(database.user());
        }
        if (database.password() != null) {
            source.setPassword(database.password());
        }
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("parley-cost");
        requireCurrent(source);
        return work.on(source);
    }

    private static void requireCurrent(DataSource ledger) {
        try (var connection = ledger.getConnection()) {
            var found = SchemaVersion.of(connection);
            if (!found.equals(SchemaVersion.NEEDED)) {
                throw new Refused("the ledger is of another version of Parley (" + found + ", needed "
                        + SchemaVersion.NEEDED + "); start this Parley once to bring it up to date");
            }
        } catch (SQLException e) {
            throw new Refused("the ledger's database cannot be reached: " + e.getMessage());
        }
    }
}
