package dev.parley.library;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PriceSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// One reading of all files of the library.
///
/// @param goodPrices by file: what each price file said when it was last whole
record Reading(Contents contents, Map<String, PriceFile> goodPrices) {
    Reading {
        goodPrices = Map.copyOf(goodPrices);
    }

    /// @param lastGoodPrices of the reading before: a price file that is broken now goes on with these
    static Reading of(Path root, Map<String, PriceFile> lastGoodPrices) {
        return new Reader(root).read(lastGoodPrices);
    }

    private static final class Reader {
        private final Path root;
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> brokenPersonas = new HashSet<>();

        Reader(Path root) {
            this.root = root;
        }

        Reading read(Map<String, PriceFile> lastGoodPrices) {
            var personas = new TreeMap<String, Persona>();
            for (var file : files(Shelf.PERSONAS)) {
                var persona = entry(
                        Shelf.PERSONAS,
                        file,
                        personas.keySet(),
                        (text, findings) -> PersonaFormat.read(file.id(), text, findings));
                persona.ifPresentOrElse(whole -> personas.put(file.id(), whole), () -> brokenPersonas.add(file.id()));
            }
            brokenPersonas.removeAll(personas.keySet());
            var known = new KnownPersonas(personas, brokenPersonas);
            var scripts = new TreeMap<String, Script>();
            for (var file : files(Shelf.SCRIPTS)) {
                entry(
                                Shelf.SCRIPTS,
                                file,
                                scripts.keySet(),
                                (text, findings) -> ScriptFormat.read(file.id(), text, known, findings))
                        .ifPresent(script -> scripts.put(file.id(), script));
            }
            var prices = prices(lastGoodPrices);
            var contents = new Contents(personas, scripts, catalogue(prices), book(prices), problems);
            return new Reading(contents, prices);
        }

        private Map<String, PriceFile> prices(Map<String, PriceFile> lastGood) {
            var good = new HashMap<String, PriceFile>();
            var fileByProvider = new TreeMap<String, String>();
            var ids = new HashSet<String>();
            for (var file : files(Shelf.PRICES)) {
                var path = file.shown(Shelf.PRICES);
                int before = problems.size();
                var read = entry(
                        Shelf.PRICES,
                        file,
                        ids,
                        (text, findings) -> PriceFormat.read(text, findings)
                                .filter(prices -> isFirst(prices, text, fileByProvider, findings)));
                ids.add(file.id());
                var inForce = read.or(() -> Optional.ofNullable(lastGood.get(path))
                        .filter(prices -> !fileByProvider.containsKey(prices.provider())));
                inForce.ifPresent(prices -> {
                    good.put(path, prices);
                    fileByProvider.put(prices.provider(), path);
                });
                if (read.isEmpty()) {
                    var rest = inForce.isPresent()
                            ? "; the prices of its last good reading stay in force"
                            : "; none of its prices are in force";
                    problems.subList(before, problems.size())
                            .replaceAll(problem -> new Problem(
                                    problem.file(), problem.line(), problem.field(), problem.message() + rest));
                }
            }
            return good;
        }

        private static boolean isFirst(
                PriceFile prices, String text, Map<String, String> fileByProvider, Findings findings) {
            var other = fileByProvider.get(prices.provider());
            if (other != null) {
                int line = YamlReader.read(text, findings)
                        .map(file -> file.lineOf("provider"))
                        .orElse(0);
                findings.add(
                        line,
                        "provider",
                        "provider '" + prices.provider() + "' already has " + other + "; expected one file for each");
            }
            return other == null;
        }

        private static Catalogue catalogue(Map<String, PriceFile> prices) {
            List<Model> models = prices.values().stream()
                    .flatMap(file -> file.models().stream())
                    .toList();
            return new Catalogue(models);
        }

        private static PriceBook book(Map<String, PriceFile> prices) {
            var sheets = new ArrayList<PriceSheet>();
            var aliases = new HashMap<ModelId, ModelId>();
            for (var file : prices.values()) {
                sheets.addAll(file.sheets());
                for (var model : file.models()) {
                    model.aliases().forEach(alias -> aliases.put(new ModelId(file.provider(), alias), model.id()));
                }
            }
            return new PriceBook(sheets, aliases);
        }

        private <T> Optional<T> entry(
                Shelf shelf, Found file, Set<String> taken, BiFunction<String, Findings, Optional<T>> format) {
            var findings = new Findings(file.shown(shelf));
            Optional<T> read = Optional.empty();
            if (!Shelf.isId(file.id()) || file.id().equals(DirectoryLibrary.INLINE)) {
                findings.addForFile("the file's name makes the id '" + file.id() + "'; expected "
                        + Shape.Form.ID.words() + ", at most 100 characters, and not " + DirectoryLibrary.INLINE);
            } else if (taken.contains(file.id())) {
                findings.addForFile("'" + file.id() + "' is there twice, ending .yaml and .yml; expected one file");
            } else {
                read = TextFile.read(file.path(), shelf.mostBytes(), findings)
                        .flatMap(text -> format.apply(text, findings));
            }
            problems.addAll(findings.problems());
            return read;
        }

        private List<Found> files(Shelf shelf) {
            var folder = shelf.in(root);
            if (!Files.isDirectory(folder)) {
                problems.add(new Problem(shelf.folder(), 0, "", "the folder " + shelf.folder() + "/ is missing"));
                return List.of();
            }
            try {
                var found = Found.in(folder);
                if (found.size() > Shelf.MOST_FILES) {
                    problems.add(new Problem(
                            shelf.folder(),
                            0,
                            "",
                            "more than " + Shelf.MOST_FILES + " files; only the first by name are read"));
                }
                return found.stream().limit(Shelf.MOST_FILES).toList();
            } catch (IOException unreadable) {
                problems.add(new Problem(
                        shelf.folder(),
                        0,
                        "",
                        "the folder cannot be read (" + unreadable.getClass().getSimpleName() + ")"));
                return List.of();
            }
        }
    }
}
