package dev.parley.web;

import dev.parley.library.pricetable.TableKind;
import java.util.Arrays;
import java.util.List;

/// Where a table is chosen.
///
/// @param error why the last one could not be used; empty at first
public record ImportStart(List<Choice> tables, String error) {
    public ImportStart {
        tables = List.copyOf(tables);
    }

    /// @param address where its project keeps it
    public record Choice(String name, String address, boolean chosen) {}

    static ImportStart of(TableKind chosen, String error) {
        return new ImportStart(
                Arrays.stream(TableKind.values())
                        .map(kind -> new Choice(kind.wireName(), kind.address().toString(), kind == chosen))
                        .toList(),
                error);
    }
}
