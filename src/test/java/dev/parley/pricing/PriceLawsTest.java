package dev.parley.pricing;

import static dev.parley.pricing.Sheets.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Laws that hold for every sheet, usage and moment, tried on many made ones.
class PriceLawsTest {
    private static final int CASES = 20_000;
    private static final int ORACLE_CASES = 100_000;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");

    /// An oracle that finds and adds up prices in another way, with decimals alone. Prices have from none to twelve
    /// decimals and usages up to 10¹² tokens, so that both forms in which costs are kept are met.
    @Test
    void pricesAsAnIndependentOracleDoes() {
        var random = new SplittableRandom(11);
        var forms = EnumSet.noneOf(Form.class);
        for (int i = 0; i < ORACLE_CASES; i++) {
            var sheet = sheet(random);
            var usage = usage(random, random.nextInt(10) == 0 ? 1_000_000_000_000L : 600_000);
            var at = moment(random);
            boolean batch = random.nextInt(4) == 0;
            var priced = Sheets.book(sheet).price(MODEL, usage, at, batch);
            assertThat(total(priced))
                    .as("%s at %s by %s", usage, at, sheet)
                    .isEqualTo(PriceOracle.total(sheet, usage, at, batch));
            forms.add(form(priced));
        }
        assertThat(forms).containsExactlyInAnyOrder(Form.values());
    }

    private enum Form {
        UNKNOWN,
        QUANTA,
        DECIMALS
    }

    private static Form form(PricedUsage priced) {
        return switch (priced) {
            case PricedUsage.Unknown unknown -> Form.UNKNOWN;
            case PricedUsage.Known known ->
                switch (known.costs()) {
                    case ClassCosts.Quanta quanta -> Form.QUANTA;
                    case ClassCosts.Decimals decimals -> Form.DECIMALS;
                };
        };
    }

    @Test
    void aClassCostsTheSameHoweverItsTokensAreSplit() {
        var random = new SplittableRandom(15);
        for (int i = 0; i < CASES; i++) {
            var book = Sheets.book(Sheets.automatic(Sheets.since(null, rates(random, 1))));
            var at = moment(random);
            for (var tokenClass : TokenClass.values()) {
                long all = random.nextLong(1, 1_000_000);
                long part = random.nextLong(all);
                assertThat(costOf(tokenClass, all, book, at))
                        .isEqualTo(costOf(tokenClass, part, book, at).plus(costOf(tokenClass, all - part, book, at)));
            }
        }
    }

    private static Usd costOf(TokenClass tokenClass, long tokens, PriceBook book, Instant at) {
        var usage = new Usage(
                tokenClass == TokenClass.INPUT ? tokens : 0,
                tokenClass == TokenClass.CACHE_READ ? tokens : 0,
                tokenClass == TokenClass.CACHE_WRITE_5M ? tokens : 0,
                tokenClass == TokenClass.CACHE_WRITE_1H ? tokens : 0,
                tokenClass == TokenClass.OUTPUT ? tokens : 0,
                0);
        return java.util.Objects.requireNonNull(total(book.price(MODEL, usage, at, false)));
    }

    @Test
    void noCostIsNegativeAndTheClassesAddUpToTheTotal() {
        var random = new SplittableRandom(16);
        for (int i = 0; i < CASES; i++) {
            var priced = Sheets.book(sheet(random)).price(MODEL, usage(random, 600_000), moment(random), false);
            if (priced instanceof PricedUsage.Known known) {
                assertThat(known.byClass().values()).noneMatch(Usd::isNegative);
                assertThat(known.byClass().values().stream().reduce(Usd.ZERO, Usd::plus))
                        .isEqualTo(known.total());
            }
        }
    }

    @Test
    void noUsageWithinItsLimitsCostsMoreThanTheCeiling() {
        var random = new SplittableRandom(12);
        int bounded = 0;
        for (int i = 0; i < CASES; i++) {
            var sheet = sheet(random);
            var book = Sheets.book(sheet);
            var usage = usage(random, 600_000);
            var at = moment(random);
            var classes = EnumSet.noneOf(TokenClass.class);
            for (var tokenClass : TokenClass.values()) {
                if (tokenClass != TokenClass.OUTPUT && usage.tokens(tokenClass) > 0) {
                    classes.add(tokenClass);
                }
            }
            var ceiling = book.ceiling(
                    MODEL,
                    at,
                    usage.totalInput() + random.nextLong(0, 3) * 50_000,
                    usage.output() + random.nextLong(0, 3),
                    classes);
            if (ceiling.isEmpty()) {
                continue;
            }
            bounded++;
            for (var sent : List.of(at, at.plusSeconds(random.nextLong(0, 86_400)))) {
                assertThat(total(book.price(MODEL, usage, sent, false)))
                        .as("%s at %s by %s", usage, sent, sheet)
                        .isNotNull()
                        .isLessThanOrEqualTo(ceiling.get());
            }
        }
        assertThat(bounded).isGreaterThan(CASES / 4);
    }

    @Test
    void aCeilingIsMissingWhenAPriceThatMayApplyIs() {
        var book = Sheets.book(Sheets.explicit(Sheets.since("2026-05-02", Sheets.rates("3", "15", null, null, null))));
        var at = Instant.parse("2026-05-02T00:00:00Z");
        assertThat(book.ceiling(MODEL, at, 10, 10, EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_READ)))
                .contains(Usd.of("0.00018"));
        assertThat(book.ceiling(MODEL, at, 10, 10, EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_WRITE_5M)))
                .isEmpty();
        assertThat(book.ceiling(MODEL, at.minusSeconds(1), 10, 10, EnumSet.of(TokenClass.INPUT)))
                .isEmpty();
        assertThat(PriceBook.EMPTY.ceiling(MODEL, at, 10, 10, EnumSet.of(TokenClass.INPUT)))
                .isEmpty();
    }

    @Test
    void aCeilingTakesTheTierThatTheMostInputPasses() {
        var tier = Sheets.above(200, Sheets.rates("6", "30", null, null, null));
        var book = Sheets.book(Sheets.automatic(
                Sheets.period(null, Sheets.rates("3", "15", null, null, null), List.of(tier), List.of())));
        var at = Instant.parse("2026-05-02T00:00:00Z");
        assertThat(book.ceiling(MODEL, at, 200, 0, EnumSet.of(TokenClass.INPUT)))
                .contains(Usd.of("0.0006"));
        assertThat(book.ceiling(MODEL, at, 201, 0, EnumSet.of(TokenClass.INPUT)))
                .contains(Usd.of("0.001206"));
    }

    @Test
    void aCeilingKnowsTheDearerPriceOfTomorrow() {
        var book = Sheets.book(Sheets.automatic(
                Sheets.since(null, Rates.of("1", "1")), Sheets.since("2026-05-02", Rates.of("2", "5"))));
        assertThat(book.ceiling(
                        MODEL,
                        Instant.parse("2026-05-01T23:59:59Z"),
                        1_000_000,
                        1_000_000,
                        EnumSet.of(TokenClass.INPUT)))
                .contains(Usd.of("7"));
    }

    @Test
    void moreTokensOfAClassNeverCostLess() {
        var random = new SplittableRandom(13);
        for (int i = 0; i < CASES; i++) {
            var sheet = sheet(random, true);
            var usage = usage(random, 600_000);
            var at = moment(random);
            var less = total(Sheets.book(sheet).price(MODEL, usage, at, false));
            var more = total(Sheets.book(sheet).price(MODEL, usage.plus(usage(random, 1_000)), at, false));
            if (less != null && more != null) {
                assertThat(more).as("%s by %s", usage, sheet).isGreaterThanOrEqualTo(less);
            }
        }
    }

    @Test
    void withinOneRowCostsAddUp() {
        var random = new SplittableRandom(14);
        for (int i = 0; i < CASES; i++) {
            var base = rates(random, 1);
            var book = Sheets.book(Sheets.automatic(Sheets.since(null, base)));
            var one = usage(random, 100_000);
            var other = usage(random, 100_000);
            var at = moment(random);
            var together = total(book.price(MODEL, one.plus(other), at, false));
            var apart = List.of(
                    book.price(MODEL, one, at, false).cost(),
                    book.price(MODEL, other, at, false).cost());
            var sum = apart.stream()
                    .map(cost -> ((dev.parley.money.Cost.Known) cost).usd())
                    .reduce(Usd.ZERO, Usd::plus);
            assertThat(together).isEqualTo(sum);
        }
    }

    private static @Nullable Usd total(PricedUsage priced) {
        return priced instanceof PricedUsage.Known known ? known.total() : null;
    }

    private static PriceSheet sheet(SplittableRandom random) {
        return sheet(random, false);
    }

    /// @param rising whether a higher tier is at least as dear in every class
    private static PriceSheet sheet(SplittableRandom random, boolean rising) {
        var periods = new ArrayList<PricePeriod>();
        var days = new TreeSet<Integer>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            days.add(random.nextInt(-1, 20));
        }
        for (int day : days) {
            var from = day < 0 ? null : FIRST_DAY.plusDays(day).toString();
            periods.add(
                    random.nextBoolean()
                            ? Sheets.period(from, rates(random, 1), tiers(random, rising), List.of())
                            : Sheets.period(from, rates(random, 1), List.of(), windows(random)));
        }
        var batchFactor = random.nextInt(3) == 0 ? null : new BigDecimal("0.5");
        return new PriceSheet(MODEL, random.nextBoolean(), batchFactor, periods);
    }

    private static List<PricePeriod.Tier> tiers(SplittableRandom random, boolean rising) {
        var tiers = new ArrayList<PricePeriod.Tier>();
        long above = 0;
        for (int i = random.nextInt(0, 3); i > 0; i--) {
            above += random.nextLong(1, 300_000);
            tiers.add(Sheets.above(above, rates(random, rising ? 100L * (tiers.size() + 1) : 1)));
        }
        return tiers;
    }

    private static List<PricePeriod.DailyWindow> windows(SplittableRandom random) {
        var marks = new TreeSet<Integer>();
        for (int i = 0; i < 4; i++) {
            marks.add(random.nextInt(1_440));
        }
        if (marks.size() < 4) {
            return List.of();
        }
        var times = marks.stream()
                .map(minute -> "%02d:%02d".formatted(minute / 60, minute % 60))
                .toList();
        return random.nextBoolean()
                ? List.of(
                        Sheets.window(times.get(0), times.get(1), rates(random, 1)),
                        Sheets.window(times.get(2), times.get(3), rates(random, 1)))
                : List.of(
                        Sheets.window(times.get(1), times.get(2), rates(random, 1)),
                        Sheets.window(times.get(3), times.get(0), rates(random, 1)));
    }

    /// Rates below `factor` × 100 dollars and not below `factor` − 1, with every optional class or a random choice.
    private static Rates rates(SplittableRandom random, long factor) {
        boolean every = factor > 1;
        return new Rates(
                perMtok(random, factor),
                perMtok(random, factor),
                every || random.nextInt(4) > 0 ? perMtok(random, factor) : null,
                every || random.nextInt(4) > 0 ? perMtok(random, factor) : null,
                every || random.nextInt(4) > 0 ? perMtok(random, factor) : null);
    }

    private static BigDecimal perMtok(SplittableRandom random, long factor) {
        var price = BigDecimal.valueOf(random.nextLong(0, 100_000_000), 6);
        if (random.nextInt(20) == 0) {
            price = price.add(BigDecimal.valueOf(random.nextLong(1_000_000), 12));
        }
        return price.add(BigDecimal.valueOf(factor > 1 ? factor : 0));
    }

    private static Usage usage(SplittableRandom random, long most) {
        long output = random.nextLong(most);
        return new Usage(
                some(random, most),
                some(random, most),
                some(random, most),
                some(random, most),
                output,
                random.nextLong(output + 1));
    }

    private static long some(SplittableRandom random, long most) {
        return random.nextInt(3) == 0 ? 0 : random.nextLong(random.nextInt(3) == 0 ? 10 : most);
    }

    private static Instant moment(SplittableRandom random) {
        var midnight = FIRST_DAY
                .plusDays(random.nextInt(-1, 22))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return random.nextInt(4) == 0
                ? midnight.plusNanos(random.nextInt(3) - 1)
                : midnight.plusSeconds(60L * random.nextInt(1_440) + random.nextInt(2) * 59);
    }
}
