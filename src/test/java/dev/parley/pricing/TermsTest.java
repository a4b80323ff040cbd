package dev.parley.pricing;

import static dev.parley.pricing.Sheets.MODEL;
import static dev.parley.pricing.Sheets.automatic;
import static dev.parley.pricing.Sheets.book;
import static dev.parley.pricing.Sheets.since;
import static dev.parley.pricing.Sheets.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final Instant NIGHT = Instant.parse("2026-11-01T02:00:00Z");
    private static final ModelId OTHER = ModelId.parse("acme/other");
    private static final PriceBook BOOK = book(
            automatic(
                    since(null, Rates.of("3", "15")),
                    Sheets.period(
                            "2026-12-01",
                            Rates.of("4", "20"),
                            List.of(),
                            List.of(window("01:00", "04:00", Rates.of("8", "40"))))),
            new PriceSheet(OTHER, true, new BigDecimal("0.5"), List.of(since(null, Rates.of("1", "2")))));
    private static final Usage USAGE = Usage.of(1_000_000, 0);

    @Test
    void withoutOtherTermsACallCostsWhatTheBookSays() {
        assertThat(cost(Terms.of(BOOK, "test prices"))).isEqualTo("3");
    }

    @Test
    void anotherDayKeepsTheTimeOfTheDay() {
        assertThat(cost(Terms.of(BOOK, "test prices").onDay(LocalDate.parse("2026-12-01"))))
                .isEqualTo("8");
    }

    @Test
    void anotherModelKeepsTheTokens() {
        assertThat(cost(Terms.of(BOOK, "test prices").onModel(OTHER))).isEqualTo("1");
        assertThat(cost(Terms.of(BOOK, "test prices").onModel(OTHER).inBatches(true)))
                .isEqualTo("0.5");
    }

    @Test
    void theTermsCanBeTold() {
        assertThat(Terms.of(BOOK, "test prices")
                        .onModel(OTHER)
                        .onDay(LocalDate.parse("2026-12-01"))
                        .inBatches(true)
                        .words())
                .isEqualTo("by test prices, on acme/other, as if on 2026-12-01, in batches");
    }

    @Test
    void aGroupAddsUpClassByClassAndCountsWhatCannotBeCompared() {
        var one = Repriced.one(
                Map.of(TokenClass.INPUT, Usd.of("3"), TokenClass.CACHE_READ, Usd.of("1")),
                after(Map.of(TokenClass.INPUT, Usd.of("1")), true));
        var sum = Repriced.NOTHING
                .plus(one)
                .plus(one)
                .plus(Repriced.lostOne())
                .plus(Repriced.foundOne())
                .plus(Repriced.unknownOne());
        assertThat(sum.usdBefore()).isEqualTo(Usd.of("8"));
        assertThat(sum.usdAfter()).isEqualTo(Usd.of("2"));
        assertThat(sum.difference()).isEqualTo(Usd.of("-6"));
        assertThat(sum.difference(TokenClass.CACHE_READ)).isEqualTo(Usd.of("-2"));
        assertThat(sum.assumedAfter()).isEqualTo(Usd.of("2"));
        assertThat(sum.compared()).isEqualTo(2);
        assertThat(sum.calls()).isEqualTo(5);
    }

    private static PricedUsage.Known after(Map<TokenClass, Usd> byClass, boolean assumed) {
        return new PricedUsage.Known(
                new ClassCosts.Decimals(byClass), new PriceUsed(null, null, "base", "a guess", assumed));
    }

    private static String cost(Terms terms) {
        return terms.price(MODEL, USAGE, NIGHT).cost() instanceof Cost.Known(var usd) ? usd.plain() : "unknown";
    }
}
