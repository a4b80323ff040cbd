package dev.parley.web;

import dev.parley.library.pricetable.ClassChange;
import dev.parley.library.pricetable.PriceDiff;
import dev.parley.library.pricetable.PriceDiff.Added;
import dev.parley.library.pricetable.PriceDiff.Change;
import dev.parley.library.pricetable.PriceDiff.Changed;
import dev.parley.library.pricetable.Skipped;
import dev.parley.library.pricetable.TableAnswer;
import dev.parley.library.pricetable.TablePrice;
import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a table would change, before it is taken.
///
/// @param source where the table came from
/// @param takable how many models can be taken; empty when none can
public record ImportDiff(
        String digest,
        String source,
        String day,
        List<Count> counts,
        List<ChangedRow> changed,
        List<Group> added,
        List<String> gone,
        List<Reason> skipped,
        List<String> notes,
        String takable) {
    private static final int MOST_EXAMPLES = 30;

    public ImportDiff {
        counts = List.copyOf(counts);
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    public record Count(String label, String number) {}

    /// @param since the first day that the taken price would have
    /// @param lines one for each class, tier or window that differs
    public record ChangedRow(String model, String since, List<Line> lines) {
        public ChangedRow {
            lines = List.copyOf(lines);
        }
    }

    /// @param percent with its sign; empty when there is nothing to compare with
    public record Line(String what, String from, String to, String percent, boolean rises) {}

    /// The new models of one provider.
    public record Group(String provider, String counted, List<AddedRow> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    public record AddedRow(
            String model,
            String name,
            String input,
            String output,
            String cacheRead,
            String cacheWrites,
            String context,
            List<String> notes) {
        public AddedRow {
            notes = List.copyOf(notes);
        }
    }

    /// @param examples the first entries, all of them where there are few
    public record Reason(String reason, String counted, List<String> examples, int more) {
        public Reason {
            examples = List.copyOf(examples);
        }
    }

    static ImportDiff of(TableAnswer.Shown shown) {
        var diff = shown.diff();
        return new ImportDiff(
                shown.digest(),
                shown.table().source(),
                diff.day().toString(),
                counts(diff),
                diff.changed().stream().flatMap(ImportDiff::rows).toList(),
                groups(diff.added()),
                diff.gone().stream().map(ModelId::toString).toList(),
                reasons(diff.skipped()),
                diff.notes(),
                takable(diff.added().size() + diff.changed().size()));
    }

    private static String takable(int models) {
        return models == 0 ? "" : Figures.count(models);
    }

    private static List<Count> counts(PriceDiff diff) {
        return List.of(
                new Count("new", Figures.count(diff.added().size())),
                new Count("changed", Figures.count(diff.changed().size())),
                new Count("same", Figures.count(diff.same().size())),
                new Count("gone", Figures.count(diff.gone().size())),
                new Count("skipped", Figures.count(diff.skipped().size())));
    }

    private static java.util.stream.Stream<ChangedRow> rows(Changed changed) {
        return changed.changes().stream()
                .map(change -> new ChangedRow(
                        changed.id().toString(), change.effectiveFrom().toString(), lines(change)));
    }

    private static List<Line> lines(Change change) {
        var lines = new ArrayList<Line>();
        change.classes().forEach(tokenClass -> lines.add(line(tokenClass)));
        change.words().forEach(words -> lines.add(new Line(words, "", "", "", false)));
        return lines;
    }

    private static Line line(ClassChange change) {
        var percent = change.percent();
        var difference = change.difference();
        boolean rises = difference != null && difference.signum() > 0;
        return new Line(
                label(change),
                perMtok(change.ours()),
                perMtok(change.theirs()),
                percent == null ? "" : (rises ? "+" : "") + percent.toPlainString() + " %",
                rises);
    }

    private static String label(ClassChange change) {
        return switch (change.tokenClass()) {
            case INPUT -> "input";
            case CACHE_READ -> "cache read";
            case CACHE_WRITE_5M -> "write 5m";
            case CACHE_WRITE_1H -> "write 1h";
            case OUTPUT -> "output";
        };
    }

    private static List<Group> groups(List<Added> added) {
        var byProvider = added.stream()
                .sorted(Comparator.comparing(Added::id))
                .collect(Collectors.groupingBy(it -> it.id().provider(), TreeMap::new, Collectors.toList()));
        return byProvider.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        Figures.counted(group.getValue().size(), "model", "models"),
                        group.getValue().stream().map(ImportDiff::row).toList()))
                .toList();
    }

    private static AddedRow row(Added added) {
        var model = added.model();
        var first = model.prices().getLast();
        var base = first.base();
        return new AddedRow(
                added.id().toString(),
                model.name() == null || model.name().equals(added.id().name()) ? "" : model.name(),
                perMtok(base.inputPerMtok()),
                perMtok(base.outputPerMtok()),
                perMtok(base.cacheReadPerMtok()),
                perMtok(base.cacheWrite5mPerMtok())
                        + (base.cacheWrite1hPerMtok() == null ? "" : " · " + perMtok(base.cacheWrite1hPerMtok())),
                model.contextWindowTokens() == null ? "—" : Figures.count(model.contextWindowTokens()),
                notes(model.prices()));
    }

    private static List<String> notes(List<TablePrice> prices) {
        var notes = new ArrayList<String>();
        for (var price : prices) {
            var since = price.effectiveFrom() == null ? "" : "from " + price.effectiveFrom() + ": ";
            if (prices.size() > 1 || !since.isEmpty()) {
                notes.add((since.isEmpty() ? "at first: " : since) + ModelChoice.price(price.base()));
            }
            price.tiers()
                    .forEach(tier -> notes.add(since + "above " + Figures.count(tier.aboveInputTokens()) + " tokens: "
                            + ModelChoice.price(tier.rates())));
            price.windows()
                    .forEach(window -> notes.add(since + window.label() + ": " + ModelChoice.price(window.rates())));
        }
        return notes;
    }

    private static List<Reason> reasons(List<Skipped> skipped) {
        return skipped.stream().collect(Collectors.groupingBy(Skipped::reason)).entrySet().stream()
                .map(entry -> {
                    var entries = entry.getValue();
                    var examples = entries.stream()
                            .map(Skipped::entry)
                            .limit(MOST_EXAMPLES)
                            .toList();
                    return new Reason(
                            entry.getKey(),
                            Figures.counted(entries.size(), "entry", "entries"),
                            examples,
                            entries.size() - examples.size());
                })
                .sorted(Comparator.comparingInt((Reason reason) -> -reason.examples.size() - reason.more)
                        .thenComparing(Reason::reason))
                .toList();
    }

    private static String perMtok(@Nullable BigDecimal usdPerMtok) {
        return usdPerMtok == null ? "—" : ModelChoice.perMtok(usdPerMtok);
    }
}
