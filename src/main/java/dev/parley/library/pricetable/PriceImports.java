package dev.parley.library.pricetable;

import dev.parley.library.Contents;
import dev.parley.library.ImportedFiles;
import dev.parley.library.Library;
import dev.parley.library.Sha256;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Import of public price tables, for pages, API and commands: a table is read and held against the book, and what was
/// shown can then be taken, whole or by model.
public final class PriceImports {
    private static final int SHOWN_DIGITS = 12;

    private final Library library;
    private final ImportedFiles files;
    private final TableFetch fetch;
    private final Clock clock;
    private final KeptDiffs kept = new KeptDiffs();

    public PriceImports(Library library, ImportedFiles files, TableFetch fetch, Clock clock) {
        this.library = library;
        this.files = files;
        this.fetch = fetch;
        this.clock = clock;
    }

    /// Reads a table that came as a file.
    public TableAnswer read(TableKind kind, byte[] json) {
        var sha256 = Sha256.of(json).substring(0, SHOWN_DIGITS);
        return shown(kind, json, kind.wireName() + " " + kind.address() + " (from a file, sha256 " + sha256 + ")");
    }

    /// Reads a table at its project's own address.
    public TableAnswer fetch(TableKind kind) {
        return fetch(kind, kind.address());
    }

    /// Reads a table at an address that the operator of this machine gave. Never pass one that came in a request.
    public TableAnswer fetch(TableKind kind, URI address) {
        return switch (fetch.from(address)) {
            case TableFetch.Fetched.Body(var json) ->
                shown(kind, json, kind.wireName() + " " + TableFetch.told(address));
            case TableFetch.Fetched.Failed(var message) -> new TableAnswer.Unusable("", message);
        };
    }

    /// A diff that was shown before; empty when it is no longer kept.
    public Optional<TableAnswer.Shown> shown(String digest) {
        return kept.find(digest, clock.instant());
    }

    /// Writes what the diff of this digest says of the chosen models, and puts it in force before it returns. Doing it
    /// again changes nothing.
    public synchronized Taking take(String digest, Taking.Choice choice) {
        var shown = shown(digest);
        if (shown.isEmpty()) {
            return new Taking.Forgotten();
        }
        var contents = library.contents();
        var now = comparison(contents).of(shown.get().table());
        var taking = new Taker(shown.get(), now, contents, files).take(choice);
        if (taking instanceof Taking.Taken taken && !taken.files().isEmpty()) {
            library.readAgain();
        }
        return taking;
    }

    private TableAnswer shown(TableKind kind, byte[] json, String source) {
        return switch (TableReader.read(kind, json, source)) {
            case TableReading.Unreadable(var place, var message) -> new TableAnswer.Unusable(place, message);
            case TableReading.Read(var table) -> {
                var diff = comparison(library.contents()).of(table);
                var digest = Sha256.of(Sha256.of(json) + source + diff);
                var shown = new TableAnswer.Shown(digest, table, diff);
                kept.keep(shown, clock.instant());
                yield shown;
            }
        };
    }

    private Comparison comparison(Contents contents) {
        return new Comparison(contents.catalogue(), contents.prices(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }
}
