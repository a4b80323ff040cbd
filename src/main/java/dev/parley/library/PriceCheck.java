package dev.parley.library;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a price file's shape cannot say: that names are unique, prices stand oldest first, tiers rise and windows do
/// not overlap. Looks past whatever has the wrong shape.
final class PriceCheck {
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final Pattern WINDOW = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");

    private final Node.Mapping file;
    private final Findings findings;
    private final Map<String, Integer> lineByName = new HashMap<>();

    PriceCheck(Node.Mapping file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check() {
        each(file, "models", "models", (model, path) -> {
            model.text("id").ifPresent(id -> unique(id, model.lineOf("id"), path + ".id"));
            var aliases = model.items("aliases");
            for (int i = 0; i < aliases.size(); i++) {
                if (aliases.get(i) instanceof Node.Scalar alias) {
                    unique(alias.text().strip(), alias.line(), path + ".aliases[" + i + "]");
                }
            }
            periods(model, path);
        });
    }

    private void unique(String name, int line, String field) {
        var earlier = lineByName.putIfAbsent(name, line);
        if (earlier != null) {
            findings.add(line, field, "'" + name + "' names two models, first in line " + earlier);
        }
    }

    /// The same for a file that is about one nameless model.
    void checkPrices() {
        periods(file, "");
    }

    private void periods(Node.Mapping model, String modelPath) {
        var last = new Object() {
            @Nullable
            Beginning beginning;
        };
        each(model, "prices", Node.path(modelPath, "prices"), (price, path) -> {
            var beginning = new Beginning(
                    price.text("effective_from").orElse(""),
                    price.text("recorded_at")
                            .or(() -> file.text("recorded_at"))
                            .or(() -> file.text("checked"))
                            .orElse(""));
            if (last.beginning != null && beginning.compareTo(last.beginning) <= 0) {
                findings.add(
                        price.lineOf("effective_from"),
                        path + ".effective_from",
                        "prices must stand oldest first, found " + beginning.after(last.beginning));
            }
            last.beginning = beginning;
            withdrawal(price, beginning, path);
            tiers(price, path);
            windows(price, path);
            if (!price.items("tiers").isEmpty() && !price.items("windows").isEmpty()) {
                findings.add(price.lineOf("windows"), path + ".windows", "a price has tiers or windows, found both");
            }
        });
    }

    private void withdrawal(Node.Mapping price, Beginning beginning, String path) {
        var withdrawn = price.text("withdrawn_at").orElse("");
        if (!withdrawn.isEmpty() && withdrawn.compareTo(beginning.recordedAt) < 0) {
            findings.add(
                    price.lineOf("withdrawn_at"),
                    path + ".withdrawn_at",
                    "a price cannot be withdrawn on " + withdrawn + ", before it was learned on "
                            + beginning.recordedAt);
        }
    }

    /// The two days by which prices are told apart, as written: `2026-11-01` sorts as the day does.
    private record Beginning(String effectiveFrom, String recordedAt) implements Comparable<Beginning> {
        @Override
        public int compareTo(Beginning other) {
            int byDay = effectiveFrom.compareTo(other.effectiveFrom);
            return byDay != 0 ? byDay : recordedAt.compareTo(other.recordedAt);
        }

        String after(Beginning earlier) {
            var words = (effectiveFrom.isEmpty() ? "no day" : effectiveFrom) + " after "
                    + (earlier.effectiveFrom.isEmpty() ? "the price since the model's launch" : earlier.effectiveFrom);
            return effectiveFrom.equals(earlier.effectiveFrom)
                    ? words + "; a second price for the same day needs a later recorded_at"
                    : words;
        }
    }

    private void tiers(Node.Mapping price, String pricePath) {
        var last = new Object() {
            @Nullable
            BigDecimal above;
        };
        each(price, "tiers", pricePath + ".tiers", (tier, path) -> {
            var above = number(tier, "above_input_tokens");
            if (above != null && last.above != null && above.compareTo(last.above) <= 0) {
                findings.add(
                        tier.lineOf("above_input_tokens"),
                        path + ".above_input_tokens",
                        "tiers must rise, found " + above.toPlainString() + " after " + last.above.toPlainString());
            }
            last.above = above;
        });
    }

    private void windows(Node.Mapping price, String pricePath) {
        var taken = new String[MINUTES_OF_A_DAY];
        each(price, "windows", pricePath + ".windows", (window, path) -> {
            var utc = window.text("utc").filter(Shape.Form.UTC_WINDOW::fits).orElse(null);
            if (utc == null) {
                return;
            }
            var parts = WINDOW.matcher(utc);
            if (!parts.matches()) {
                return;
            }
            int from = minutes(parts.group(1), parts.group(2));
            int to = minutes(parts.group(3), parts.group(4));
            int line = window.lineOf("utc");
            if (from == to) {
                findings.add(line, path + ".utc", "a window must have a length, found " + utc);
            }
            String overlapped = null;
            for (int minute = from; minute != to; minute = (minute + 1) % MINUTES_OF_A_DAY) {
                overlapped = taken[minute] == null ? overlapped : taken[minute];
                taken[minute] = utc;
            }
            if (overlapped != null) {
                findings.add(line, path + ".utc", "windows must not overlap, found " + utc + " and " + overlapped);
            }
        });
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    private static @Nullable BigDecimal number(Node.Mapping mapping, String field) {
        return mapping.value(field) instanceof Node.Scalar scalar && scalar.isNumber()
                ? new BigDecimal(scalar.text())
                : null;
    }

    private static void each(Node.Mapping mapping, String field, String path, Visit visit) {
        List<Node> items = mapping.items(field);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Node.Mapping item) {
                visit.visit(item, path + "[" + i + "]");
            }
        }
    }

    @FunctionalInterface
    private interface Visit {
        void visit(Node.Mapping item, String path);
    }
}
