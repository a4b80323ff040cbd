package dev.parley.library.pricetable;

import dev.parley.library.Problem;
import dev.parley.model.ModelId;
import java.util.List;
import java.util.Set;

/// What came of taking prices.
public sealed interface Taking {
    /// Which models of a diff are wanted.
    sealed interface Choice {
        record All() implements Choice {}

        record Only(Set<ModelId> models) implements Choice {
            public Only {
                models = Set.copyOf(models);
            }
        }
    }

    /// @param files each with what was written into it
    /// @param unchanged models whose price is there already
    /// @param overtaken models whose price in our book is another one than was shown; nothing was written for them
    /// @param problems files that could not be written, which are as they were
    record Taken(List<WrittenFile> files, List<ModelId> unchanged, List<ModelId> overtaken, List<Problem> problems)
            implements Taking {
        public Taken {
            files = List.copyOf(files);
            unchanged = List.copyOf(unchanged);
            overtaken = List.copyOf(overtaken);
            problems = List.copyOf(problems);
        }
    }

    /// The diff is no longer kept, or never was.
    record Forgotten() implements Taking {}

    /// Models that the diff has neither as new nor as changed; nothing was written at all.
    record NotInDiff(List<ModelId> models) implements Taking {
        public NotInDiff {
            models = List.copyOf(models);
        }
    }

    /// @param file relative to the project
    record WrittenFile(String file, List<ModelId> models) {
        public WrittenFile {
            models = List.copyOf(models);
        }
    }
}
