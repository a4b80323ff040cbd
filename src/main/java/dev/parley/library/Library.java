package dev.parley.library;

import dev.parley.conversation.Script;
import java.util.List;
import java.util.Optional;

/// The library as the rest of the house sees it: always the contents of the last reading.
public interface Library {
    Contents contents();

    /// Reads a script that did not come from a file, against the present personas and models.
    ReadScript readScript(String yaml);

    /// The text of a file as it stands now; empty when there is no such file or it cannot be read.
    Optional<String> source(Shelf shelf, String id);

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
