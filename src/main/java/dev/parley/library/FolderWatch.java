package dev.parley.library;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells when the library's folders change: at once where the file system reports it, and otherwise by looking at sizes
/// and times now and then.
final class FolderWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FolderWatch.class.getName());

    private final Path root;
    private final Rhythm rhythm;
    private final Runnable onChange;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private volatile boolean closed;
    private @Nullable WatchService service;
    private @Nullable Thread thread;
    private Fingerprint seen;

    /// Remembers how the folders look now: every later change is told.
    FolderWatch(Path root, Rhythm rhythm, Runnable onChange) {
        this.root = root;
        this.rhythm = rhythm;
        this.onChange = onChange;
        this.seen = Fingerprint.of(root);
    }

    void start() {
        try {
            service = rhythm.listens ? root.getFileSystem().newWatchService() : null;
        } catch (IOException | UnsupportedOperationException unavailable) {
            LOG.log(System.Logger.Level.WARNING, "changes are found by looking every few seconds", unavailable);
        }
        registerMissing();
        thread = Thread.ofVirtual().name("library-watch").start(this::watch);
    }

    @Override
    public void close() {
        closed = true;
        if (service != null) {
            try {
                service.close();
            } catch (IOException ignored) {
                LOG.log(System.Logger.Level.DEBUG, "the watch did not close", ignored);
            }
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            try {
                boolean told = awaitQuietChange();
                registerMissing();
                var now = Fingerprint.of(root);
                if (!closed && (told || !now.equals(seen))) {
                    seen = now;
                    onChange.run();
                }
            } catch (InterruptedException | ClosedWatchServiceException _) {
                return;
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "reading the library failed", failed);
            }
        }
    }

    /// Waits for a change and then until nothing more happens for a moment; false when it is only time to look.
    private boolean awaitQuietChange() throws InterruptedException {
        if (service == null) {
            Thread.sleep(rhythm.look);
            return false;
        }
        boolean told = drain(service.poll(rhythm.look.toMillis(), TimeUnit.MILLISECONDS));
        long latest = System.nanoTime() + rhythm.longestUnrest.toNanos();
        while (told && System.nanoTime() < latest) {
            var next = service.poll(rhythm.quiet.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                break;
            }
            drain(next);
        }
        return told;
    }

    private boolean drain(@Nullable WatchKey key) {
        if (key == null) {
            return false;
        }
        var folder = watched.get(key);
        boolean matters = key.pollEvents().stream().anyMatch(event -> !root.equals(folder) || isOurs(event));
        if (!key.reset()) {
            watched.remove(key);
        }
        return matters;
    }

    private static boolean isOurs(WatchEvent<?> event) {
        return event.context() instanceof Path name
                && (name.toString().equals(LimitsFormat.FILE) || isFolderOfShelf(name));
    }

    private static boolean isFolderOfShelf(Path name) {
        return Arrays.stream(Shelf.values()).anyMatch(shelf -> shelf.folder().equals(name.toString()));
    }

    private void registerMissing() {
        if (service == null) {
            return;
        }
        register(root, ENTRY_CREATE, ENTRY_DELETE);
        for (var shelf : Shelf.values()) {
            register(shelf.in(root), ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        }
    }

    private void register(Path folder, WatchEvent.Kind<?>... kinds) {
        if (service == null || watched.containsValue(folder) || !Files.isDirectory(folder)) {
            return;
        }
        try {
            watched.put(folder.register(service, kinds), folder);
        } catch (IOException unavailable) {
            LOG.log(System.Logger.Level.DEBUG, "not watched: " + folder, unavailable);
        }
    }

    /// @param listens whether the file system is asked to report changes
    /// @param quiet how long nothing may happen before a change is told
    /// @param longestUnrest after this time a change is told even while more go on
    /// @param look how often sizes and times are looked at
    record Rhythm(boolean listens, Duration quiet, Duration longestUnrest, Duration look) {
        static final Rhythm USUAL =
                new Rhythm(true, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
