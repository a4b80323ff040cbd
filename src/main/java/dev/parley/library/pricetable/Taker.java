package dev.parley.library.pricetable;

import dev.parley.library.Contents;
import dev.parley.library.ImportedFiles;
import dev.parley.library.Library.Saving;
import dev.parley.library.Problem;
import dev.parley.library.pricetable.PriceDiff.Offer;
import dev.parley.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes prices of one diff into the imported files, one file after the other.
final class Taker {
    private final TableAnswer.Shown shown;
    private final PriceDiff now;
    private final Contents contents;
    private final ImportedFiles files;
    private final List<Taking.WrittenFile> written = new ArrayList<>();
    private final List<ModelId> unchanged = new ArrayList<>();
    private final List<ModelId> overtaken = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /// @param now the same table against the book of this moment
    Taker(TableAnswer.Shown shown, PriceDiff now, Contents contents, ImportedFiles files) {
        this.shown = shown;
        this.now = now;
        this.contents = contents;
        this.files = files;
    }

    Taking take(Taking.Choice choice) {
        var offered = shown.diff().offers();
        Set<ModelId> wanted = switch (choice) {
            case Taking.Choice.All _ -> new TreeSet<>(offered.keySet());
            case Taking.Choice.Only(var models) -> new TreeSet<>(models);
        };
        if (!offered.keySet().containsAll(wanted)) {
            return new Taking.NotInDiff(
                    wanted.stream().filter(id -> !offered.containsKey(id)).toList());
        }
        var current = now.offers();
        var same = Set.copyOf(now.same());
        var byProvider = new TreeMap<String, List<Offer>>();
        for (var id : wanted) {
            var offer = current.get(id);
            var asShown = offered.get(id);
            if (offer != null && asShown != null && offer.isAsIn(asShown)) {
                byProvider
                        .computeIfAbsent(id.provider(), _ -> new ArrayList<>())
                        .add(offer);
            } else {
                (same.contains(id) ? unchanged : overtaken).add(id);
            }
        }
        byProvider.forEach(this::write);
        return new Taking.Taken(written, unchanged, overtaken, problems);
    }

    private void write(String provider, List<Offer> offers) {
        switch (files.state(provider)) {
            case ImportedFiles.State.Broken(var wrong) -> problems.addAll(wrong);
            case ImportedFiles.State.Absent _ -> write(new ImportedProvider(provider, null, contents), offers, null);
            case ImportedFiles.State.Kept(var file, var sha256) ->
                write(new ImportedProvider(provider, file, contents), offers, sha256);
        }
    }

    private void write(ImportedProvider file, List<Offer> offers, @Nullable String sha256) {
        var taken = new ArrayList<ModelId>();
        for (var offer : offers) {
            (file.take(offer, now.day(), shown.table()) ? taken : unchanged).add(offer.id());
        }
        if (taken.isEmpty()) {
            return;
        }
        var path = ImportedFiles.shown(file.provider());
        switch (files.save(file.provider(), file.text(now.day(), shown.table()), sha256)) {
            case Saving.Saved _ -> written.add(new Taking.WrittenFile(path, taken));
            case Saving.Broken(var wrong) -> problems.addAll(wrong);
            case Saving.Changed _ ->
                problems.add(new Problem(path, 0, "", "the file was changed meanwhile; nothing was written"));
        }
    }
}
