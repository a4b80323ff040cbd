package dev.parley.library;

import dev.parley.budget.LimitEntry;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;

/// What the shape of `limits.yaml` cannot say: that its zone exists, that no limit is there twice, and that scope,
/// subject and period go together. Looks past whatever has the wrong shape.
final class LimitsCheck {
    private final Node.Mapping file;
    private final Findings findings;

    LimitsCheck(Node.Mapping file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check() {
        file.text("zone").filter(zone -> !exists(zone)).ifPresent(zone -> {
            var words = "zone must be a time zone as in Europe/Berlin, found '" + zone + "'";
            findings.add(file.lineOf("zone"), "zone", words);
        });
        side("budgets");
        side("rehearsal");
    }

    private static boolean exists(String zone) {
        try {
            return ZoneId.of(zone).getId().equals(zone);
        } catch (DateTimeException _) {
            return false;
        }
    }

    private void side(String side) {
        var lineByKey = new HashMap<LimitEntry.Key, Integer>();
        var items = file.items(side);
        for (int i = 0; i < items.size(); i++) {
            var alone = new Findings(findings.file());
            new ShapeCheck(alone).check(items.get(i), LimitsFormat.BUDGET, "");
            if (items.get(i) instanceof Node.Mapping item && alone.isEmpty()) {
                entry(item, side + "[" + i + "]", lineByKey);
            }
        }
    }

    private void entry(Node.Mapping item, String path, HashMap<LimitEntry.Key, Integer> lineByKey) {
        var entry = LimitsFormat.entry(item);
        entry.misfit().ifPresent(misfit -> {
            var field = misfit.field().equals("limit") ? "usd" : misfit.field();
            findings.add(item.lineOf(field), path + "." + field, field + " " + misfit.words());
        });
        var earlier = lineByKey.putIfAbsent(entry.key(), item.line());
        if (earlier != null) {
            findings.add(item.line(), path, "the same scope, subject and period stand in line " + earlier);
        }
    }
}
