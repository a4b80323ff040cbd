import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a bench found: figures, and for some of them whether they are as they must be.
final class Checks {
    private static final int MOST_SHOWN = 5;

    private final List<Row> rows = new ArrayList<>();

    /// @param verdict empty for a figure that only tells
    private record Row(String what, Object figure, String verdict) {}

    void tell(String what, Object figure) {
        rows.add(new Row(what, figure, ""));
    }

    void check(String what, Object figure, boolean holds) {
        rows.add(new Row(what, figure, holds ? "ok" : "FAILED"));
    }

    /// Nothing must have been found; the first few are shown.
    void none(String what, List<?> found) {
        check(what, found.size(), found.isEmpty());
        found.stream().limit(MOST_SHOWN).forEach(one -> rows.add(new Row("", one, "")));
    }

    boolean allHold() {
        return rows.stream().noneMatch(row -> row.verdict.equals("FAILED"));
    }

    void print() {
        System.out.println("| check | found | |");
        System.out.println("|---|---|---|");
        rows.forEach(row -> System.out.println("| " + row.what + " | " + row.figure + " | " + row.verdict + " |"));
    }

    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("allHold", allHold());
        map.put("rows", rows.stream()
                .map(row -> Map.of("what", row.what, "found", inJson(row.figure), "verdict", row.verdict))
                .toList());
        return map;
    }

    private static Object inJson(Object figure) {
        return figure instanceof Number ? figure : figure.toString();
    }
}
