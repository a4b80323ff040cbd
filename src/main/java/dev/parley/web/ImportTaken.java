package dev.parley.web;

import dev.parley.library.pricetable.Taking;
import dev.parley.model.ModelId;
import java.util.List;

/// What was taken, and where it stands.
///
/// @param digest of the diff, whose page can be gone back to
public record ImportTaken(
        String digest,
        String title,
        List<File> files,
        String unchanged,
        List<String> overtaken,
        List<FileProblem> problems) {
    public ImportTaken {
        files = List.copyOf(files);
        overtaken = List.copyOf(overtaken);
        problems = List.copyOf(problems);
    }

    public record File(String path, String counted, List<String> models) {
        public File {
            models = List.copyOf(models);
        }
    }

    static ImportTaken of(String digest, Taking.Taken taken) {
        int written =
                taken.files().stream().mapToInt(file -> file.models().size()).sum();
        return new ImportTaken(
                digest,
                written == 0
                        ? "Nothing was written"
                        : "Prices of " + Figures.counted(written, "model", "models") + " taken",
                taken.files().stream()
                        .map(file -> new File(
                                file.file(),
                                Figures.counted(file.models().size(), "model", "models"),
                                file.models().stream().map(ModelId::name).toList()))
                        .toList(),
                taken.unchanged().isEmpty()
                        ? ""
                        : Figures.counted(taken.unchanged().size(), "model has", "models have")
                                + " the shown price already.",
                taken.overtaken().stream().map(ModelId::toString).toList(),
                taken.problems().stream().map(FileProblem::of).toList());
    }
}
