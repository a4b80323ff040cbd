package dev.parley.library;

import dev.parley.library.Library.Saving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The price files that imports write, one for each provider. Those kept by hand are not touched from here.
public final class ImportedFiles {
    private final Path root;

    /// @param root the folder that holds `pricing/`
    public ImportedFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// What the file of a provider holds now.
    public sealed interface State {
        record Absent() implements State {}

        /// @param sha256 of its text, see [Sha256]
        record Kept(PriceFile file, String sha256) implements State {}

        record Broken(List<Problem> problems) implements State {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /// The file as problems name it, relative to the project.
    public static String shown(String provider) {
        return Shelf.IMPORTED_PRICES.folder() + "/" + provider + ".yaml";
    }

    public State state(String provider) {
        var findings = new Findings(shown(provider));
        var place = place(provider).orElse(null);
        if (place == null || !place.isTaken()) {
            return new State.Absent();
        }
        if (!place.isPlainFile()) {
            findings.addForFile("the file is a link or a folder; only plain files are written from here");
            return new State.Broken(findings.problems());
        }
        var text = TextFile.read(place.path(), Shelf.IMPORTED_PRICES.mostBytes(), findings)
                .orElse("");
        var file = findings.isEmpty() ? PriceFormat.read(text, findings) : Optional.<PriceFile>empty();
        return file.isPresent() ? new State.Kept(file.get(), Sha256.of(text)) : new State.Broken(findings.problems());
    }

    /// Puts a text in the place of a provider's file, whole or not at all, when it can be read as one.
    ///
    /// @param expectedSha256 of the text that the new one was made from; null when there was none
    public Saving save(String provider, String text, @Nullable String expectedSha256) {
        var findings = new Findings(shown(provider));
        if (text.length() > Shelf.IMPORTED_PRICES.mostBytes()) {
            findings.addForFile("the file would be larger than " + Shelf.IMPORTED_PRICES.mostBytes() / 1024 + " KB");
        } else {
            PriceFormat.read(text, findings)
                    .filter(file -> !file.provider().equals(provider))
                    .ifPresent(file -> findings.addForFile("the file is of " + file.provider()));
        }
        if (!findings.isEmpty()) {
            return new Saving.Broken(findings.problems());
        }
        try {
            Files.createDirectories(Shelf.IMPORTED_PRICES.in(root));
            var place = place(provider).orElseThrow(() -> new IOException("no place for " + provider));
            var now = place.text().map(Sha256::of).orElse(null);
            boolean asExpected = expectedSha256 == null ? !place.isTaken() : expectedSha256.equals(now);
            if (!asExpected) {
                return new Saving.Changed();
            }
            EntryFile.write(place, text);
            return new Saving.Saved();
        } catch (IOException failed) {
            findings.addForFile(
                    "the file cannot be written (" + failed.getClass().getSimpleName() + ")");
            return new Saving.Broken(findings.problems());
        }
    }

    /// Empty when the text is no id or there is no such folder yet.
    private Optional<Place> place(String provider) {
        if (!Shelf.isId(provider)) {
            return Optional.empty();
        }
        try {
            var folder = Shelf.IMPORTED_PRICES.in(root).toRealPath();
            return Optional.of(new Place(Shelf.IMPORTED_PRICES, folder, folder.resolve(provider + ".yaml")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
