package dev.parley.library.pricetable;

import dev.parley.library.pricetable.PriceDiff.Change;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.tokens.TokenClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a table against the book as it is on a day.
///
/// @param catalogue whose names and aliases say which model of ours an entry means
record Comparison(Catalogue catalogue, PriceBook book, LocalDate day) {
    private static final String OTHER_NAME = "another name of a model that has an entry of its own, at another price";
    private static final String NAMES_DISAGREE = "several names of one of our models, at different prices";

    PriceDiff of(PriceTable table) {
        var skipped = new ArrayList<>(table.skipped());
        var added = new ArrayList<PriceDiff.Added>();
        var changed = new ArrayList<PriceDiff.Changed>();
        var same = new ArrayList<ModelId>();
        var groups = Groups.of(table.models(), catalogue);
        groups.forEach((id, models) -> {
            var meant = meant(id, models, skipped);
            if (meant.isEmpty()) {
                return;
            }
            var model = meant.get();
            if (catalogue.find(id).isEmpty()) {
                added.add(new PriceDiff.Added(model));
                return;
            }
            var changes = changes(table.kind(), model, book.sheet(id));
            if (changes.isEmpty()) {
                same.add(id);
            } else {
                changed.add(new PriceDiff.Changed(id, model, changes));
            }
        });
        return new PriceDiff(
                day,
                added,
                changed,
                same,
                Groups.gone(table, groups.keySet(), catalogue),
                skipped,
                BatchNotes.of(table, book));
    }

    /// Of several entries that mean one of our models, the one under its own name, else one that all agree with.
    private static Optional<TableModel> meant(ModelId id, List<TableModel> models, List<Skipped> skipped) {
        var own = models.stream().filter(model -> model.id().equals(id)).findFirst();
        var meant = own.orElse(models.getFirst());
        var others = models.stream()
                .filter(model -> !model.prices().equals(meant.prices()))
                .toList();
        if (own.isEmpty() && !others.isEmpty()) {
            models.forEach(model -> skipped.add(new Skipped(model.entry(), model.id(), NAMES_DISAGREE)));
            return Optional.empty();
        }
        others.forEach(model -> skipped.add(new Skipped(model.entry(), model.id(), OTHER_NAME)));
        return Optional.of(meant);
    }

    private List<Change> changes(TableKind kind, TableModel model, Optional<PriceSheet> sheet) {
        var changes = new ArrayList<Change>();
        model.inForceOn(day).flatMap(now -> change(kind, now, sheet, day)).ifPresent(changes::add);
        for (var later : model.startingAfter(day)) {
            var from = later.effectiveFrom();
            if (from != null) {
                change(kind, later, sheet, from).ifPresent(changes::add);
            }
        }
        if (!model.startingAfter(day).isEmpty()) {
            for (var announced : announcedOtherwise(model, sheet)) {
                model.inForceOn(announced)
                        .flatMap(theirs -> change(kind, theirs, sheet, announced))
                        .ifPresent(changes::add);
            }
        }
        return changes;
    }

    /// Days from which our book has another price and the table none. A table that announces nothing is silent about
    /// them; one that announces other days of the same model has postponed or dropped ours.
    private List<LocalDate> announcedOtherwise(TableModel model, Optional<PriceSheet> sheet) {
        var theirs =
                model.startingAfter(day).stream().map(TablePrice::effectiveFrom).toList();
        return sheet.stream()
                .flatMap(it -> it.standing().stream())
                .map(PricePeriod::effectiveFrom)
                .filter(from -> from != null && from.isAfter(day) && !theirs.contains(from))
                .distinct()
                .toList();
    }

    /// @param on the day for which our price is asked
    private static Optional<Change> change(
            TableKind kind, TablePrice theirs, Optional<PriceSheet> sheet, LocalDate on) {
        var ours = sheet.flatMap(it -> it.inForceOn(on)).orElse(null);
        if (ours == null) {
            var from = theirs.effectiveFrom();
            var words = Words.of(theirs.tiers(), List.of(), theirs.windows(), List.of());
            return Optional.of(new Change(from == null ? on : from, null, theirs, classes(null, theirs), words));
        }
        var before = TablePrice.of(ours);
        var taken = Silence.filled(kind, theirs, before);
        if (taken.costsAs(before)) {
            return Optional.empty();
        }
        var words = Words.of(taken.tiers(), before.tiers(), taken.windows(), before.windows());
        return Optional.of(new Change(begin(theirs, ours, on), ours, taken, classes(before, taken), words));
    }

    /// The table's own day. Where our price began later than that, or the table has no day, ours stays for the time
    /// until now.
    private static LocalDate begin(TablePrice theirs, PricePeriod ours, LocalDate on) {
        var from = theirs.effectiveFrom();
        var ourFrom = ours.effectiveFrom();
        return from != null && (ourFrom == null || !from.isBefore(ourFrom)) ? from : on;
    }

    private static List<ClassChange> classes(@Nullable TablePrice ours, TablePrice theirs) {
        var changes = new ArrayList<ClassChange>();
        for (var tokenClass : TokenClass.values()) {
            var before = ours == null ? null : ours.base().listed(tokenClass);
            var after = theirs.base().listed(tokenClass);
            if (!Objects.equals(before, after)) {
                changes.add(new ClassChange(tokenClass, before, after));
            }
        }
        return changes;
    }

    static ModelId ours(ModelId id, Catalogue catalogue) {
        return catalogue.find(id).map(Model::id).orElse(id);
    }
}
