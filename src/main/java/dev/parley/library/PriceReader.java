package dev.parley.library;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the price files, those kept by hand and those that imports wrote. A file that is broken goes on with the
/// prices of its last good reading.
final class PriceReader {
    /// The file with the operator's price for unknown models.
    static final String DEFAULT_ID = "default";

    private final ShelfReader reader;
    private final Map<String, PriceFile> lastGood;
    private final Map<String, PriceFile> good = new LinkedHashMap<>();

    PriceReader(ShelfReader reader, Map<String, PriceFile> lastGood) {
        this.reader = reader;
        this.lastGood = lastGood;
    }

    /// What is in force, by file; those kept by hand come first.
    Map<String, PriceFile> read() {
        read(Shelf.PRICES);
        read(Shelf.IMPORTED_PRICES);
        return good;
    }

    private void read(Shelf shelf) {
        var fileByProvider = new HashMap<String, String>();
        var ids = new HashSet<String>();
        for (var file : reader.files(shelf)) {
            var path = file.shown(shelf);
            int before = reader.problems().size();
            var read = reader.entry(
                    shelf,
                    file,
                    ids,
                    (text, findings) -> format(shelf, file, text, findings)
                            .filter(prices -> isFirst(prices, text, fileByProvider, findings)));
            ids.add(file.id());
            var inForce = read.or(() -> Optional.ofNullable(lastGood.get(path))
                    .filter(prices -> !fileByProvider.containsKey(prices.provider())));
            inForce.ifPresent(prices -> {
                good.put(path, prices);
                fileByProvider.put(prices.provider(), path);
            });
            if (read.isEmpty()) {
                sayWhatIsInForce(before, inForce.isPresent());
            }
        }
    }

    private static Optional<PriceFile> format(Shelf shelf, Found file, String text, Findings findings) {
        return shelf == Shelf.PRICES && file.id().equals(DEFAULT_ID)
                ? PriceFormat.readAssumed(text, findings)
                : PriceFormat.read(text, findings);
    }

    private void sayWhatIsInForce(int firstProblem, boolean lastGoodIsInForce) {
        var rest = lastGoodIsInForce
                ? "; the prices of its last good reading stay in force"
                : "; none of its prices are in force";
        var problems = reader.problems();
        problems.subList(firstProblem, problems.size())
                .replaceAll(problem ->
                        new Problem(problem.file(), problem.line(), problem.field(), problem.message() + rest));
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
}
