package dev.parley.library;

import dev.parley.library.Library.Saving;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes a file of the library: the whole text takes the old one's place in one step, or nothing happens.
final class EntryFile {
    private EntryFile() {}

    /// @param text one that was checked
    static Saving save(Path root, Shelf shelf, String id, String text, @Nullable String expectedSha256) {
        try {
            Files.createDirectories(shelf.in(root));
            var place = Place.of(root, shelf, id).orElseThrow(() -> new IOException("no place for " + id));
            if (place.isTaken() && !place.isPlainFile()) {
                return broken(place.shown(), "the file is a link or a folder; only plain files are saved from here");
            }
            var now = place.text().map(Sha256::of).orElse(null);
            boolean asExpected = expectedSha256 == null ? !place.isTaken() : expectedSha256.equals(now);
            if (!asExpected) {
                return new Saving.Changed();
            }
            if (!place.isTaken() && Found.in(place.folder()).size() >= Shelf.MOST_FILES) {
                return broken(place.shown(), "the folder already has " + Shelf.MOST_FILES + " files");
            }
            write(place, text);
            return new Saving.Saved();
        } catch (IOException failed) {
            return broken(
                    shelf.folder() + "/" + id + ".yaml",
                    "the file cannot be written (" + failed.getClass().getSimpleName() + ")");
        }
    }

    /// The text goes to a hidden file beside the old one, which then takes the old one's name.
    static void write(Place place, String text) throws IOException {
        var beside = place.folder().resolve("." + place.path().getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (var channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            keepPermissions(place, beside);
            Files.move(beside, place.path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void keepPermissions(Place place, Path beside) throws IOException {
        var ours = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        if (ours != null && place.isTaken()) {
            ours.setPermissions(Files.getPosixFilePermissions(place.path()));
        }
    }

    private static Saving broken(String file, String message) {
        return new Saving.Broken(List.of(new Problem(file, 0, "", message)));
    }
}
