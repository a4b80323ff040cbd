import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Prices made usages of the shipped models at moments over three years, one thread, several rounds; the median round
/// counts. Beside it the plain way, five decimals multiplied and added, so that the gain is seen in the same run. Then
/// loads price files of many models, with tiers, windows and two prices each, from a fresh folder.
final class PricesBench {
    private static final int QUESTIONS = 1 << 16;
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final int MODELS_OF_A_FILE = 100;
    private static long sink;

    private record Question(ModelId model, Usage usage, Instant at, boolean batch) {}

    private interface Pricing {
        long price(Question question);
    }

    public static void main(String[] args) throws IOException {
        var project = Path.of(args[0]);
        int models = Integer.parseInt(args[1]);
        var book = contents(project).prices();
        var questions = questions(book);
        var results = new LinkedHashMap<String, Object>();
        results.put("shippedModels", book.sheets().size());
        measure("pricedPerSecond", results, questions, question -> {
            var priced = book.price(question.model, question.usage, question.at, question.batch);
            return priced instanceof PricedUsage.Known known ? System.identityHashCode(known.price()) & 1 : 2;
        });
        measure("pricedAndTotalledPerSecond", results, questions, question -> {
            var priced = book.price(question.model, question.usage, question.at, question.batch);
            return priced instanceof PricedUsage.Known known ? known.total().amount().signum() : 2;
        });
        measure("plainDecimalsPerSecond", results, questions, question -> plain(book, question));
        results.put("loadedModels", models);
        results.put("loadMillis", loadMillis(models));
        results.put("cores", Runtime.getRuntime().availableProcessors());
        Served.report(project, "prices", results);
        if (sink == 42) {
            System.out.println();
        }
    }

    private static void measure(String name, Map<String, Object> results, Question[] questions, Pricing pricing) {
        var perSecond = new long[ROUNDS];
        long bytesPerPrice = 0;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = -2; round < ROUNDS; round++) {
            long priced = 0;
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < ROUND_NANOS) {
                for (var question : questions) {
                    sink += pricing.price(question);
                }
                priced += questions.length;
            }
            long nanos = System.nanoTime() - begun;
            bytesPerPrice = (threads.getCurrentThreadAllocatedBytes() - allocated) / priced;
            if (round >= 0) {
                perSecond[round] = priced * 1_000_000_000L / nanos;
            }
        }
        Arrays.sort(perSecond);
        results.put(name, perSecond[ROUNDS / 2]);
        results.put(name + "Slowest", perSecond[0]);
        results.put(name + "BytesEach", bytesPerPrice);
    }

    private static long plain(PriceBook book, Question question) {
        var sheet = book.sheet(question.model).orElseThrow();
        var period = sheet.inForceOn(question.at.atZone(java.time.ZoneOffset.UTC).toLocalDate());
        if (period.isEmpty()) {
            return 2;
        }
        var rates = period.get().base();
        var total = java.math.BigDecimal.ZERO;
        for (var tokenClass : dev.parley.tokens.TokenClass.values()) {
            var perMtok = rates.applied(tokenClass, true);
            total = total.add(perMtok.multiply(java.math.BigDecimal.valueOf(question.usage.tokens(tokenClass)))
                    .scaleByPowerOfTen(-6));
        }
        return total.signum();
    }

    private static Question[] questions(PriceBook book) {
        var random = new SplittableRandom(3);
        var sheets = new ArrayList<>(book.sheets());
        var questions = new Question[QUESTIONS];
        var from = Instant.parse("2024-06-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < QUESTIONS; i++) {
            var usage = new Usage(
                    random.nextLong(300_000), random.nextLong(20_000), random.nextLong(5_000), 0, random.nextLong(4_000), 0);
            questions[i] = new Question(
                    sheets.get(random.nextInt(sheets.size())).model(),
                    usage,
                    Instant.ofEpochSecond(from + random.nextLong(80_000_000)),
                    random.nextInt(8) == 0);
        }
        return questions;
    }

    private static long loadMillis(int models) throws IOException {
        var times = new ArrayList<Long>();
        var folder = Files.createTempDirectory("parley-prices");
        write(folder, models);
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            int read = contents(folder).prices().sheets().size();
            times.add((System.nanoTime() - begun) / 1_000_000);
            if (read != models) {
                throw new IllegalStateException("read " + read + " of " + models);
            }
        }
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static Contents contents(Path folder) {
        try (var library = new DirectoryLibrary(folder, List.of())) {
            library.start();
            return library.contents();
        }
    }

    private static void write(Path folder, int models) throws IOException {
        for (var shelf : List.of("personas", "scripts", "pricing")) {
            Files.createDirectories(folder.resolve(shelf));
        }
        for (int first = 0; first < models; first += MODELS_OF_A_FILE) {
            var text = new StringBuilder("provider: made-" + first
                    + "\nsource: https://example.org/prices\nchecked: 2026-11-01\nmodels:\n");
            for (int i = first; i < Math.min(models, first + MODELS_OF_A_FILE); i++) {
                text.append("  - id: model-").append(i).append("\n    prices:\n");
                text.append("      - usd_per_mtok: {input: 3, output: 15, cache_read: 0.3}\n        tiers:\n"
                        + "          - {above_input_tokens: 200000, usd_per_mtok: {input: 6, output: 22.5}}\n");
                text.append("      - effective_from: 2026-08-17\n        usd_per_mtok: {input: 2, output: 10}\n"
                        + "        windows:\n"
                        + "          - {utc: \"01:00-04:00\", usd_per_mtok: {input: 4, output: 20}}\n");
            }
            Files.writeString(folder.resolve("pricing/made-" + first + ".yaml"), text.toString());
        }
    }
}
