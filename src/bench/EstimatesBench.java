import dev.parley.planning.estimate.Binomial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Holds estimates against conversations of which everything is known: see [Backtest].
final class EstimatesBench {
    private static final int[] TURNS = {5, 10, 20, 40};
    private static final double[] OUTPUT_PRICES = {4, 5, 8};
    private static final double NINE_IN_TEN = 0.9;

    private EstimatesBench() {}

    public static void main(String[] arguments) throws Exception {
        var project = Path.of(arguments[0]);
        var files = new LinkedHashMap<String, Object>();
        for (int i = 1; i < arguments.length; i++) {
            var conversations = Conversations.read(Path.of(arguments[i]));
            var rows = new ArrayList<Map<String, Object>>();
            for (var mayEnd : List.of(false, true)) {
                for (var outputPrice : OUTPUT_PRICES) {
                    rows.addAll(table(conversations, outputPrice, mayEnd));
                }
            }
            files.put(conversations.name(), rows);
            files.put(conversations.name() + ", after a quarter of the turns", rests(conversations));
        }
        Served.write(project, "estimates", files);
    }

    private static List<Map<String, Object>> table(Conversations conversations, double outputPrice, boolean mayEnd) {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d conversations, prices 1:%.0f, %s%n%n",
                conversations.name(),
                conversations.all().size(),
                outputPrice,
                mayEnd ? "at most N turns, from the family alone" : "N turns given");
        System.out.println("| method | median error % at N = 5 | 10 | 20 | 40 | within the 90 % interval, pooled "
                + "| p | median width, % of the cost | at N = 5 | 10 | 20 | 40 |");
        System.out.println("|---" + "|---:".repeat(11) + "|");
        var backtest = new Backtest(conversations);
        var rows = new ArrayList<Map<String, Object>>();
        for (var method : Backtest.Method.values()) {
            if (mayEnd && method == Backtest.Method.OURS_ORDER_KNOWN) {
                continue;
            }
            var all = new ArrayList<Backtest.Result>();
            var errors = new ArrayList<Double>();
            var widths = new ArrayList<Double>();
            for (int turns : TURNS) {
                var results = backtest.run(method, turns, outputPrice, mayEnd);
                all.addAll(results);
                errors.add(percent(median(results.stream().map(Backtest.Result::error).toList())));
                widths.add(percent(median(results.stream().map(Backtest.Result::width).toList())));
            }
            double inside = all.stream().filter(Backtest.Result::isInside).count() / (double) all.size();
            long tested = all.stream().map(Backtest.Result::conversation).distinct().count();
            double p = Binomial.twoSided((int) tested, (int) Math.round(inside * tested), NINE_IN_TEN);
            double width = percent(median(all.stream().map(Backtest.Result::width).toList()));
            var row = new LinkedHashMap<String, Object>();
            row.put("method", method.words);
            row.put("outputPrice", outputPrice);
            row.put("turnsGiven", !mayEnd);
            row.put("medianErrorPercent", errors);
            row.put("insidePercent", percent(inside));
            row.put("p", Math.round(p * 1000) / 1000.0);
            row.put("medianWidthPercent", width);
            row.put("medianWidthPercentByTurns", widths);
            rows.add(row);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.2f | %.1f | %s |%n",
                    method.words, joined(errors), percent(inside), p, width, joined(widths));
        }
        return rows;
    }

    /// What remains after a quarter of the turns, as told before the start and as told then.
    private static List<Map<String, Object>> rests(Conversations conversations) {
        System.out.printf(Locale.ROOT, "%n%s: what remains after a quarter of the turns, N given%n%n", conversations.name());
        System.out.println("| method | prices 1: | median error % before the start, at N = 5 | 10 | 20 | 40 "
                + "| after a quarter, at N = 5 | 10 | 20 | 40 | after ÷ before, pooled | within the 90 % interval | p | median width % |");
        System.out.println("|---" + "|---:".repeat(13) + "|");
        var backtest = new Backtest(conversations);
        var rows = new ArrayList<Map<String, Object>>();
        for (var method : List.of(Backtest.Method.OURS_ORDER_KNOWN, Backtest.Method.OURS_ORDER_UNKNOWN)) {
            for (var outputPrice : OUTPUT_PRICES) {
                rows.add(rests(backtest, method, outputPrice));
            }
        }
        return rows;
    }

    private static Map<String, Object> rests(Backtest backtest, Backtest.Method method, double outputPrice) {
        var all = new ArrayList<Backtest.Rest>();
        var before = new ArrayList<Double>();
        var after = new ArrayList<Double>();
        for (int turns : TURNS) {
            var rests = backtest.rest(method, turns, outputPrice);
            all.addAll(rests);
            before.add(percent(median(rests.stream().map(Backtest.Rest::before).toList())));
            after.add(percent(median(rests.stream().map(Backtest.Rest::after).toList())));
        }
        double ratio = median(all.stream().map(Backtest.Rest::after).toList())
                / median(all.stream().map(Backtest.Rest::before).toList());
        double inside = all.stream().filter(Backtest.Rest::isInside).count() / (double) all.size();
        int tested = (int) all.stream().map(Backtest.Rest::conversation).distinct().count();
        double p = Binomial.twoSided(tested, (int) Math.round(inside * tested), NINE_IN_TEN);
        double width = percent(median(all.stream().map(Backtest.Rest::width).toList()));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %s | %s | %.2f | %.1f | %.2f | %.1f |%n",
                method.words, outputPrice, joined(before), joined(after), ratio, percent(inside), p, width);
        var row = new LinkedHashMap<String, Object>();
        row.put("method", method.words);
        row.put("outputPrice", outputPrice);
        row.put("medianErrorBeforePercent", before);
        row.put("medianErrorAfterPercent", after);
        row.put("ratio", Math.round(ratio * 100) / 100.0);
        row.put("insidePercent", percent(inside));
        row.put("p", Math.round(p * 1000) / 1000.0);
        row.put("medianWidthPercent", width);
        return row;
    }

    private static String joined(List<Double> figures) {
        return String.join(" | ", figures.stream().map(String::valueOf).toList());
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double percent(double share) {
        return Math.round(share * 1000) / 10.0;
    }
}
