package dev.parley.library;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The library in the folders of a project. Once started it reads them, and reads them again whenever they change,
/// until it is closed.
public final class DirectoryLibrary implements Library, AutoCloseable {
    /// The id of a script that did not come from a file.
    public static final String INLINE = "inline";

    private static final System.Logger LOG = System.getLogger(DirectoryLibrary.class.getName());

    private final Path root;
    private final List<Consumer<Contents>> listeners;
    private final FolderWatch.Rhythm rhythm;
    private volatile Contents contents = Contents.EMPTY;
    private volatile Map<String, PriceFile> goodPrices = Map.of();
    private volatile Limits goodLimits = Limits.UNREADABLE;
    private @Nullable FolderWatch watch;

    /// @param root the folder that holds `personas/`, `scripts/`, `pricing/` and `limits.yaml`
    /// @param listeners called after every reading, on the thread that read
    public DirectoryLibrary(Path root, List<Consumer<Contents>> listeners) {
        this(root, listeners, FolderWatch.Rhythm.USUAL);
    }

    DirectoryLibrary(Path root, List<Consumer<Contents>> listeners, FolderWatch.Rhythm rhythm) {
        this.root = root.toAbsolutePath().normalize();
        this.listeners = List.copyOf(listeners);
        this.rhythm = rhythm;
    }

    /// Reads everything and begins to watch. When it returns, the contents are there.
    public synchronized void start() {
        if (watch == null) {
            var begun = new FolderWatch(root, rhythm, this::read);
            read();
            begun.start();
            watch = begun;
        }
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    @Override
    public Contents contents() {
        return contents;
    }

    @Override
    public ReadScript readScript(String yaml) {
        var findings = new Findings(INLINE);
        if (yaml.length() > Shelf.SCRIPTS.mostBytes()
                || yaml.getBytes(StandardCharsets.UTF_8).length > Shelf.SCRIPTS.mostBytes()) {
            findings.addForFile("the script is larger than " + Shelf.SCRIPTS.mostBytes() / 1024 + " KB");
            return new ReadScript.Broken(findings.problems());
        }
        var known = new KnownPersonas(contents.personas(), java.util.Set.of());
        return ScriptFormat.read(INLINE, yaml, known, findings)
                .<ReadScript>map(ReadScript.Read::new)
                .orElseGet(() -> new ReadScript.Broken(findings.problems()));
    }

    @Override
    public ReadPrices readPrices(String yaml) {
        var findings = new Findings(INLINE);
        if (yaml.getBytes(StandardCharsets.UTF_8).length > Shelf.PRICES.mostBytes()) {
            findings.addForFile("the prices are larger than " + Shelf.PRICES.mostBytes() / 1024 + " KB");
            return new ReadPrices.Broken(findings.problems());
        }
        return PriceFormat.read(yaml, findings)
                .<ReadPrices>map(
                        file -> new ReadPrices.Read(PriceUnion.of(List.of(file)).book()))
                .orElseGet(() -> new ReadPrices.Broken(findings.problems()));
    }

    @Override
    public Optional<String> source(Shelf shelf, String id) {
        return Place.of(root, shelf, id).flatMap(Place::text);
    }

    @Override
    public List<Problem> check(Shelf shelf, String id, String yaml) {
        return new EntryCheck(shelf, id, contents).problems(yaml);
    }

    @Override
    public synchronized Saving save(Shelf shelf, String id, String yaml, @Nullable String expectedSha256) {
        var text = EntryCheck.withLineFeeds(yaml);
        var problems = check(shelf, id, text);
        if (!problems.isEmpty()) {
            return new Saving.Broken(problems);
        }
        var saving = EntryFile.save(root, shelf, id, text, expectedSha256);
        if (saving instanceof Saving.Saved) {
            read();
        }
        return saving;
    }

    @Override
    public void readAgain() {
        read();
    }

    private synchronized void read() {
        var reading = Reading.of(root, goodPrices, goodLimits);
        goodPrices = reading.goodPrices();
        contents = reading.contents();
        goodLimits = contents.limits();
        for (var listener : listeners) {
            try {
                listener.accept(reading.contents());
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.WARNING, "a listener of the library failed", failed);
            }
        }
    }
}
