package dev.parley.web;

import dev.parley.ledger.CostTable;
import dev.parley.library.Contents;
import dev.parley.model.ModelId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A model that was called and that no price file knows.
///
/// @param calls of unknown cost, in words
/// @param nearest known ids that are written most like its own
public record UnknownModel(String id, String calls, List<String> nearest) {
    private static final int MOST_NEAREST = 3;

    public UnknownModel {
        nearest = List.copyOf(nearest);
    }

    /// @param byModel sums with the model as their first key
    static List<UnknownModel> of(Stream<CostTable> byModel, Contents contents) {
        var calls = new TreeMap<String, Long>();
        byModel.flatMap(table -> table.items().stream()).forEach(sum -> {
            var key = sum.key();
            if (key != null && sum.unknownCalls() > 0) {
                calls.merge(key, sum.unknownCalls(), Long::sum);
            }
        });
        return calls.entrySet().stream()
                .filter(entry ->
                        contents.prices().sheet(ModelId.parse(entry.getKey())).isEmpty())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new UnknownModel(
                        entry.getKey(),
                        Figures.counted(entry.getValue(), "call", "calls") + " of unknown cost",
                        contents.catalogue().nearest(ModelId.parse(entry.getKey()), MOST_NEAREST).stream()
                                .map(ModelId::toString)
                                .toList()))
                .toList();
    }
}
