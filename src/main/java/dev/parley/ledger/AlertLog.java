package dev.parley.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The file that has a line for each alert. When it is full it becomes `alerts.log.1`, and so on; the oldest goes.
/// Several programs may write to one file.
public final class AlertLog {
    static final String NAME = "alerts.log";
    static final int MOST_OLD = 3;

    /// The lock on the file keeps other programs out; within one, asking for it twice fails instead of waiting.
    private static final ReentrantLock WITHIN = new ReentrantLock();

    private final Path folder;
    private final long mostBytes;

    public AlertLog(Path folder) {
        this(folder, 1024 * 1024);
    }

    AlertLog(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// All lines are on the disk when it returns.
    void write(List<String> lines) throws IOException {
        Files.createDirectories(folder);
        WITHIN.lock();
        try (var lock = FileChannel.open(
                        folder.resolve(NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            var file = folder.resolve(NAME);
            if (Files.exists(file) && Files.size(file) >= mostBytes) {
                turnOver();
            }
            Files.writeString(
                    file,
                    String.join("\n", lines) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } finally {
            WITHIN.unlock();
        }
    }

    private void turnOver() throws IOException {
        for (int old = MOST_OLD; old > 0; old--) {
            var from = folder.resolve(old == 1 ? NAME : NAME + "." + (old - 1));
            if (Files.exists(from)) {
                Files.move(from, folder.resolve(NAME + "." + old), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
