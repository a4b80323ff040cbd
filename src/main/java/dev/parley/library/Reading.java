package dev.parley.library;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/// One reading of all files of the library.
///
/// @param goodPrices by file: what each price file said when it was last whole
record Reading(Contents contents, Map<String, PriceFile> goodPrices) {
    Reading {
        goodPrices = Map.copyOf(goodPrices);
    }

    /// @param lastGoodPrices of the reading before: a price file that is broken now goes on with these
    /// @param lastGoodLimits the same of the limits
    static Reading of(Path root, Map<String, PriceFile> lastGoodPrices, Limits lastGoodLimits) {
        var reader = new ShelfReader(root);
        var personas = new TreeMap<String, Persona>();
        var brokenPersonas = new HashSet<String>();
        for (var file : reader.files(Shelf.PERSONAS)) {
            reader.entry(
                            Shelf.PERSONAS,
                            file,
                            personas.keySet(),
                            (text, findings) -> PersonaFormat.read(file.id(), text, findings))
                    .ifPresentOrElse(whole -> personas.put(file.id(), whole), () -> brokenPersonas.add(file.id()));
        }
        brokenPersonas.removeAll(personas.keySet());
        var known = new KnownPersonas(personas, brokenPersonas);
        var scripts = new TreeMap<String, Script>();
        for (var file : reader.files(Shelf.SCRIPTS)) {
            reader.entry(
                            Shelf.SCRIPTS,
                            file,
                            scripts.keySet(),
                            (text, findings) -> ScriptFormat.read(file.id(), text, known, findings))
                    .ifPresent(script -> scripts.put(file.id(), script));
        }
        var prices = new PriceReader(reader, lastGoodPrices).read();
        var united = PriceUnion.of(prices.values());
        var limits = new LimitsReader(root, lastGoodLimits).read(reader.problems());
        var contents = new Contents(personas, scripts, united.catalogue(), united.book(), limits, reader.problems());
        return new Reading(contents, prices);
    }
}
