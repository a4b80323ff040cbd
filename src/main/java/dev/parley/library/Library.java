package dev.parley.library;

import dev.parley.conversation.Script;
import dev.parley.pricing.PriceBook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The library as the rest of the house sees it: always the contents of the last reading.
public interface Library {
    Contents contents();

    /// Reads a script that did not come from a file, against the present personas and models.
    ReadScript readScript(String yaml);

    /// Reads prices of a provider that did not come from a file.
    ReadPrices readPrices(String yaml);

    /// The text of a file as it stands now; empty when there is no such file or it cannot be read.
    Optional<String> source(Shelf shelf, String id);

    /// What is wrong with a text that might become the file of this id; nothing is kept of it.
    List<Problem> check(Shelf shelf, String id, String yaml);

    /// Puts a text in the place of a file, whole or not at all, and reads the library again before it returns. Only
    /// personas and scripts can be saved, and a new file never replaces one.
    ///
    /// @param expectedSha256 of the text that the new one was made from, see [Sha256]; null for a new file
    Saving save(Shelf shelf, String id, String yaml, @Nullable String expectedSha256);

    /// Reads all files anew before it returns.
    void readAgain();

    /// What came of saving a text.
    sealed interface Saving {
        record Saved() implements Saving {}

        /// The text was not saved.
        record Broken(List<Problem> problems) implements Saving {
            public Broken {
                problems = List.copyOf(problems);
            }
        }

        /// The file is another one than the text was made from, is gone, or is there already; it was left alone.
        record Changed() implements Saving {}
    }

    /// Prices, or everything that is wrong with them.
    sealed interface ReadPrices {
        record Read(PriceBook prices) implements ReadPrices {}

        record Broken(List<Problem> problems) implements ReadPrices {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /// A script, or everything that is wrong with it.
    sealed interface ReadScript {
        record Read(Script script) implements ReadScript {}

        record Broken(List<Problem> problems) implements ReadScript {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }
}
