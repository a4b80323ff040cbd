package dev.parley.cli;

import dev.parley.library.Library;
import dev.parley.library.pricetable.PriceImports;
import dev.parley.tokens.TokenCounter;
import java.io.PrintStream;
import java.time.Clock;
import javax.sql.DataSource;

/// What commands work on and write to.
public interface Desk {
    PrintStream out();

    PrintStream err();

    Clock clock();

    /// Lets `work` read the ledger, whether Parley serves at this moment or not.
    ///
    /// @throws Refused when there is no ledger or it cannot be reached
    int withLedger(LedgerWork work);

    /// The files of the library, read once.
    Library library();

    /// Counts tokens as the server does.
    TokenCounter counter();

    /// Public price tables against the library's prices.
    PriceImports imports();

    @FunctionalInterface
    interface LedgerWork {
        /// @return the exit code
        int on(DataSource ledger);
    }

    /// A command cannot do its work; the message says why and what to do.
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }
}
