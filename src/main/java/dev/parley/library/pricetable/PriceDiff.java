package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import dev.parley.pricing.PricePeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What taking a table would change in the book of a day.
///
/// @param same models at the same price as ours
/// @param gone models of ours that the table does not have, though it has others of their provider; nothing is ever
/// removed for that
/// @param notes what else is worth knowing and cannot be taken by model
public record PriceDiff(
        LocalDate day,
        List<Added> added,
        List<Changed> changed,
        List<ModelId> same,
        List<ModelId> gone,
        List<Skipped> skipped,
        List<String> notes) {
    public PriceDiff {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        same = List.copyOf(same);
        gone = List.copyOf(gone);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    /// What can be taken, by model.
    Map<ModelId, Offer> offers() {
        return Stream.concat(added.stream(), changed.stream())
                .collect(Collectors.toMap(Offer::id, Function.identity()));
    }

    /// Prices of one model that can be taken.
    public sealed interface Offer {
        /// The name that we have for it, which may be an alias in the table.
        ModelId id();

        TableModel model();

        /// The same prices beside the same prices of ours.
        boolean isAsIn(Offer other);

        /// As they would stand in the book.
        List<PricePeriod> periods(LocalDate recordedAt, String source);
    }

    /// A model without a price of its own in our book.
    public record Added(TableModel model) implements Offer {
        @Override
        public ModelId id() {
            return model.id();
        }

        @Override
        public boolean isAsIn(Offer other) {
            return equals(other);
        }

        @Override
        public List<PricePeriod> periods(LocalDate recordedAt, String source) {
            return model.prices().stream()
                    .map(price -> price.inBook(price.effectiveFrom(), recordedAt, source))
                    .toList();
        }
    }

    public record Changed(ModelId id, TableModel model, List<Change> changes) implements Offer {
        public Changed {
            changes = List.copyOf(changes);
        }

        @Override
        public boolean isAsIn(Offer other) {
            if (!(other instanceof Changed that) || changes.size() != that.changes.size()) {
                return false;
            }
            return IntStream.range(0, changes.size())
                    .allMatch(i -> changes.get(i).isAsIn(that.changes.get(i)));
        }

        @Override
        public List<PricePeriod> periods(LocalDate recordedAt, String source) {
            return changes.stream()
                    .map(change -> change.taken().inBook(change.effectiveFrom(), recordedAt, source))
                    .toList();
        }
    }

    /// One price of a model that differs: the one in force on the day, or one that will begin later.
    ///
    /// @param effectiveFrom the first day that the taken price would have
    /// @param ours in force on that day; null when our book has none
    /// @param taken the table's, with ours where the table is silent
    /// @param classes of the base rates
    /// @param words tiers and windows
    public record Change(
            LocalDate effectiveFrom,
            @Nullable PricePeriod ours,
            TablePrice taken,
            List<ClassChange> classes,
            List<String> words) {
        public Change {
            classes = List.copyOf(classes);
            words = List.copyOf(words);
        }

        boolean isAsIn(Change other) {
            return taken.costsAs(other.taken) && Objects.equals(ours, other.ours);
        }
    }
}
