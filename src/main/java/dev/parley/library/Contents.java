package dev.parley.library;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.model.Catalogue;
import dev.parley.pricing.PriceBook;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that the library's files say at one moment, and what is wrong with them.
///
/// @param personas by id; only those whose file is whole
/// @param scripts by id; only those whose file is whole and whose cast is known
/// @param limits of the last time that their file was whole
public record Contents(
        SortedMap<String, Persona> personas,
        SortedMap<String, Script> scripts,
        Catalogue catalogue,
        PriceBook prices,
        Limits limits,
        List<Problem> problems) {
    public static final Contents EMPTY = new Contents(
            new TreeMap<>(Map.of()), new TreeMap<>(Map.of()), Catalogue.EMPTY, PriceBook.EMPTY, Limits.NONE, List.of());

    public Contents {
        personas = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(personas));
        scripts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
        problems = List.copyOf(problems);
    }
}
