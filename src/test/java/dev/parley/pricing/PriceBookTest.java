package dev.parley.pricing;

import static dev.parley.pricing.Sheets.BASE;
import static dev.parley.pricing.Sheets.MODEL;
import static dev.parley.pricing.Sheets.above;
import static dev.parley.pricing.Sheets.automatic;
import static dev.parley.pricing.Sheets.book;
import static dev.parley.pricing.Sheets.explicit;
import static dev.parley.pricing.Sheets.period;
import static dev.parley.pricing.Sheets.rates;
import static dev.parley.pricing.Sheets.since;
import static dev.parley.pricing.Sheets.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Usage SMALL = Usage.of(1_000, 100);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3  | 15 | 0.3 | 3.75  | 6  | 12000 | 8000  | 3000  | 0     | 4500 | 0.11715
            15 | 75 | 1.5 | 18.75 | 30 | 12000 | 8000  | 3000  | 0     | 4500 | 0.58575
            3  | 15 | 0.3 | 3.75  | 6  | 1000  | 0     | 0     | 0     | 500  | 0.0105
            3  | 15 | 0.3 | 3.75  | 6  | 50    | 0     | 10000 | 0     | 500  | 0.04515
            3  | 15 | 0.3 | 3.75  | 6  | 50    | 0     | 0     | 10000 | 500  | 0.06765
            3  | 15 | 0.3 | 3.75  | 6  | 50    | 10000 | 0     | 0     | 500  | 0.01065
            """)
    void pricesTheWorkedExamplesToTheLastDigit(
            String inputPerMtok,
            String outputPerMtok,
            String readPerMtok,
            String write5mPerMtok,
            String write1hPerMtok,
            long input,
            long read,
            long write5m,
            long write1h,
            long output,
            String usd) {
        var sheet =
                explicit(since(null, rates(inputPerMtok, outputPerMtok, readPerMtok, write5mPerMtok, write1hPerMtok)));
        var usage = new Usage(input, read, write5m, write1h, output, 0);
        assertThat(known(book(sheet), usage, NOON).total()).isEqualTo(Usd.of(usd));
    }

    @Test
    void theClassesAddUpToTheTotal() {
        var priced = known(book(explicit(since(null, BASE))), new Usage(1, 2, 3, 4, 5, 0), NOON);
        assertThat(priced.byClass())
                .containsEntry(TokenClass.INPUT, Usd.of("0.000003"))
                .containsEntry(TokenClass.CACHE_READ, Usd.of("0.0000006"))
                .containsEntry(TokenClass.CACHE_WRITE_5M, Usd.of("0.00001125"))
                .containsEntry(TokenClass.CACHE_WRITE_1H, Usd.of("0.000024"))
                .containsEntry(TokenClass.OUTPUT, Usd.of("0.000075"));
        assertThat(priced.byClass().values().stream().reduce(Usd.ZERO, Usd::plus))
                .isEqualTo(priced.total());
    }

    @Test
    void reasoningIsNotBilledTwice() {
        var book = book(explicit(since(null, BASE)));
        assertThat(known(book, new Usage(10, 0, 0, 0, 100, 90), NOON).total())
                .isEqualTo(known(book, new Usage(10, 0, 0, 0, 100, 0), NOON).total());
    }

    @ParameterizedTest
    @CsvSource({
        "200000, 0, 0, base, 0.6015",
        "200001, 0, 0, above 200000, 1.2022560",
        "199999, 1, 0, base, 0.6014973",
        "199999, 1, 1, above 200000, 1.2022521",
        "199999, 2, 0, above 200000, 1.2022452",
        "400000, 0, 0, above 200000, 2.40225",
        "400001, 0, 0, above 400000, 4.803012"
    })
    void aTierAppliesToTheWholeRequestOnceAllInputPassesIt(
            long input, long read, long write5m, String tier, String usd) {
        var doubled = rates("6", "22.5", "0.6", "7.5", "12");
        var quadrupled = rates("12", "30", "1.2", "15", "24");
        var sheet =
                explicit(period(null, BASE, List.of(above(200_000, doubled), above(400_000, quadrupled)), List.of()));
        var priced = known(book(sheet), new Usage(input, read, write5m, 0, 100, 0), NOON);
        assertThat(priced.price().tier()).isEqualTo(tier);
        assertThat(priced.total()).isEqualTo(Usd.of(usd));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-29T23:59:59.999999999Z, 2026-01-01",
        "2026-07-30T00:00:00Z, 2026-07-30",
        "2026-01-01T00:00:00Z, 2026-01-01",
        "2027-01-01T00:00:00Z, 2026-07-30"
    })
    void aPeriodBeginsAtMidnightUtcOfItsDay(Instant at, String effectiveFrom) {
        var sheet = explicit(since("2026-07-30", rates("1", "6", null, null, null)), since("2026-01-01", BASE));
        assertThat(known(book(sheet), SMALL, at).price().effectiveFrom()).hasToString(effectiveFrom);
    }

    @Test
    void beforeItsLaunchAModelIsUnpriced() {
        var book = book(explicit(since("2026-07-30", BASE)));
        assertThat(book.price(MODEL, SMALL, Instant.parse("2026-07-29T23:59:59Z"), false))
                .isEqualTo(new PricedUsage.Unknown("no price of acme/one is known before 2026-07-30"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:59:59.999999999Z, base",
        "2026-11-01T01:00:00Z, 01:00-04:00 UTC",
        "2026-11-01T03:59:59.999999999Z, 01:00-04:00 UTC",
        "2026-11-01T04:00:00Z, base",
        "2026-11-01T21:59:59Z, base",
        "2026-11-01T22:00:00Z, 22:00-00:30 UTC",
        "2026-11-01T23:59:59.999999999Z, 22:00-00:30 UTC",
        "2026-11-01T00:00:00Z, 22:00-00:30 UTC",
        "2026-11-01T00:29:59.999999999Z, 22:00-00:30 UTC",
        "2026-11-01T00:30:00Z, base"
    })
    void aDailyWindowIsHalfOpenAndMayPassMidnight(Instant at, String tier) {
        var peak = rates("6", "30", null, null, null);
        var sheet = automatic(
                period(null, BASE, List.of(), List.of(window("01:00", "04:00", peak), window("22:00", "00:30", peak))));
        assertThat(known(book(sheet), SMALL, at).price().tier()).isEqualTo(tier);
    }

    @Test
    void aCacheReadWithoutAPriceCostsAsMuchAsFreshInput() {
        var bare = rates("3", "15", null, null, null);
        for (var sheet : List.of(explicit(since(null, bare)), automatic(since(null, bare)))) {
            assertThat(known(book(sheet), new Usage(0, 1_000, 0, 0, 0, 0), NOON).total())
                    .isEqualTo(Usd.of("0.003"));
        }
    }

    @Test
    void aWriteWithoutAPriceIsUnpricedWhereTheCallerMarksWhatIsCached() {
        var book = book(explicit(since(null, rates("3", "15", "0.3", "3.75", null))));
        assertThat(book.price(MODEL, new Usage(0, 0, 0, 1, 0, 0), NOON, false))
                .isEqualTo(new PricedUsage.Unknown("no price is known for cacheWrite1h of acme/one"));
        assertThat(known(book, new Usage(0, 0, 1, 0, 0, 0), NOON).total()).isEqualTo(Usd.of("0.00000375"));
    }

    @Test
    void aWriteWithoutAPriceBillsAsFreshInputWhereTheProviderCachesByItself() {
        var book = book(automatic(since(null, rates("3", "15", "0.3", null, null))));
        assertThat(known(book, new Usage(0, 0, 1_000, 1_000, 0, 0), NOON).total())
                .isEqualTo(Usd.of("0.006"));
    }

    @Test
    void aMissingPriceThatIsNotNeededDoesNotMakeACostUnknown() {
        var priced = known(book(explicit(since(null, rates("3", "15", "0.3", null, null)))), SMALL, NOON);
        assertThat(priced.total()).isEqualTo(Usd.of("0.0045"));
        assertThat(priced.byClass()).doesNotContainKeys(TokenClass.CACHE_WRITE_5M, TokenClass.CACHE_WRITE_1H);
    }

    @Test
    void aBatchBillsItsShareOfEveryClass() {
        var sheet = new PriceSheet(MODEL, false, new BigDecimal("0.5"), List.of(since(null, BASE)));
        var usage = new Usage(12_000, 8_000, 3_000, 1_000, 4_500, 0);
        var single = known(book(sheet), usage, NOON);
        var batch = (PricedUsage.Known) book(sheet).price(MODEL, usage, NOON, true);
        assertThat(batch.total()).isEqualTo(single.total().times(new BigDecimal("0.5")));
        assertThat(batch.byClass())
                .allSatisfy((tokenClass, usd) ->
                        assertThat(usd.plus(usd)).isEqualTo(single.byClass().get(tokenClass)));
    }

    @Test
    void aBatchIsNoCheaperWhereNobodySaysSo() {
        var book = book(explicit(since(null, BASE)));
        assertThat(book.price(MODEL, SMALL, NOON, true)).isEqualTo(book.price(MODEL, SMALL, NOON, false));
    }

    @Test
    void aSheetForEveryModelServesThoseWithoutTheirOwn() {
        var everyModel = new PriceSheet(
                ModelId.parse("acme/*"), true, null, List.of(since(null, rates("0", "0", null, null, null))));
        var book = book(explicit(since(null, BASE)), everyModel);
        assertThat(book.price(ModelId.parse("acme/other"), SMALL, NOON, false).cost())
                .isEqualTo(dev.parley.money.Cost.FREE);
        assertThat(known(book, SMALL, NOON).total()).isEqualTo(Usd.of("0.0045"));
        assertThat(book.sheet(ModelId.parse("other/one"))).isEmpty();
    }

    @Test
    void anAliasPricesAsItsModelUnlessItHasASheetOfItsOwn() {
        var dated = ModelId.parse("acme/one-20260101");
        var own = new PriceSheet(dated, false, null, List.of(since(null, rates("9", "9", null, null, null))));
        var aliases = Map.of(dated, MODEL);
        var sheet = explicit(since(null, BASE));
        assertThat(new PriceBook(List.of(sheet), aliases)
                        .price(dated, SMALL, NOON, false)
                        .cost())
                .isEqualTo(dev.parley.money.Cost.known(Usd.of("0.0045")));
        assertThat(new PriceBook(List.of(sheet, own), aliases)
                        .price(dated, SMALL, NOON, false)
                        .cost())
                .isEqualTo(dev.parley.money.Cost.known(Usd.of("0.0099")));
    }

    @Test
    void anUnknownModelIsUnpricedEvenWithoutTokens() {
        assertThat(PriceBook.EMPTY.price(MODEL, Usage.NONE, NOON, false))
                .isEqualTo(new PricedUsage.Unknown("no price is known for acme/one"));
        assertThat(PriceBook.EMPTY.price(MODEL, Usage.NONE, NOON, false).cost().isKnown())
                .isFalse();
    }

    @Test
    void anIdWithADayAtItsEndPricesAsItsModel() {
        var book = book(explicit(since(null, BASE)));
        for (var dated : List.of("acme/one-20260929", "acme/one-2026-09-29")) {
            assertThat(book.price(ModelId.parse(dated), SMALL, NOON, false)).isEqualTo(known(book, SMALL, NOON));
        }
        assertThat(book.sheet(ModelId.parse("acme/one-20261399"))).isEmpty();
        assertThat(book.sheet(ModelId.parse("acme/one-2"))).isEmpty();
    }

    @Test
    void anotherBooksPricesTakeThePlaceOfItsOwnForTheModelsThatItKnows() {
        var other = ModelId.parse("acme/other");
        var mine = book(explicit(since(null, BASE)), new PriceSheet(other, true, null, List.of(since(null, BASE))));
        var negotiated = book(explicit(since(null, rates("1", "1", null, null, null))));
        var both = mine.overlaidBy(negotiated);
        assertThat(known(both, SMALL, NOON).total()).isEqualTo(Usd.of("0.0011"));
        assertThat(both.price(other, SMALL, NOON, false)).isEqualTo(mine.price(other, SMALL, NOON, false));
    }

    @Test
    void theOperatorsPriceIsForUnknownModelsAloneAndMarked() {
        var assumed = new PriceSheet(ModelId.parse("default/*"), true, null, List.of(since(null, Rates.of("1", "2"))));
        var book = new PriceBook(List.of(explicit(since("2026-11-01", BASE))), Map.of(), assumed);
        var unknown = (PricedUsage.Known)
                book.price(ModelId.parse("other/model"), new Usage(1_000, 1_000, 1_000, 1_000, 1_000, 0), NOON, false);
        assertThat(unknown.total()).isEqualTo(Usd.of("0.006"));
        assertThat(unknown.price().assumed()).isTrue();
        assertThat(book.isAssumed(ModelId.parse("other/model"))).isTrue();
        assertThat(known(book, SMALL, NOON).price().assumed()).isFalse();
        assertThat(book.price(MODEL, SMALL, NOON.minusSeconds(86_400), false))
                .as("a known model before its first price")
                .isInstanceOf(PricedUsage.Unknown.class);
        assertThat(book.sheet(ModelId.parse("other/model"))).isEmpty();
    }

    private static PricedUsage.Known known(PriceBook book, Usage usage, Instant at) {
        var priced = book.price(MODEL, usage, at, false);
        assertThat(priced).isInstanceOf(PricedUsage.Known.class);
        return (PricedUsage.Known) priced;
    }
}
