package dev.parley.pricing;

import static dev.parley.pricing.Sheets.BASE;
import static dev.parley.pricing.Sheets.above;
import static dev.parley.pricing.Sheets.period;
import static dev.parley.pricing.Sheets.since;
import static dev.parley.pricing.Sheets.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricePeriodTest {
    @Test
    void refusesTiersOutOfOrder() {
        assertThatThrownBy(() -> period(null, BASE, List.of(above(200, BASE), above(200, BASE)), List.of()))
                .hasMessageContaining("200");
        assertThatThrownBy(() -> above(0, BASE)).hasMessageContaining("0");
    }

    @Test
    void refusesWindowsThatOverlap() {
        assertThatThrownBy(() -> period(
                        null, BASE, List.of(), List.of(window("01:00", "04:00", BASE), window("03:59", "05:00", BASE))))
                .hasMessageContaining("03:59");
    }

    @Test
    void refusesAWindowThatReachesPastMidnightIntoTheFirst() {
        assertThatThrownBy(() -> period(
                        null,
                        BASE,
                        List.of(),
                        List.of(
                                window("01:00", "03:00", BASE),
                                window("10:00", "12:00", BASE),
                                window("22:00", "02:00", BASE))))
                .hasMessageContaining("overlapping window");
    }

    @Test
    void windowsMayMeet() {
        assertThatCode(() -> period(
                        null,
                        BASE,
                        List.of(),
                        List.of(
                                window("22:00", "01:00", BASE),
                                window("01:00", "04:00", BASE),
                                window("04:00", "22:00", BASE))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAnEmptyWindow() {
        assertThatThrownBy(() -> window("04:00", "04:00", BASE)).hasMessageContaining("04:00");
    }

    @Test
    void hasTiersOrWindowsButNotBoth() {
        assertThatThrownBy(() -> period(null, BASE, List.of(above(1, BASE)), List.of(window("01:00", "02:00", BASE))))
                .hasMessageContaining("not both");
    }

    @Test
    void refusesNegativePrices() {
        assertThatThrownBy(() -> Rates.of("-1", "2")).hasMessageContaining("input: -1");
        assertThatThrownBy(() -> Sheets.rates("1", "2", "-0.1", null, null)).hasMessageContaining("cache read");
    }

    @Test
    void theLatestPeriodThatHasBegunIsInForce() {
        var sheet = Sheets.explicit(since("2026-03-01", BASE), since(null, BASE), since("2026-02-01", BASE));
        assertThat(sheet.inForceOn(LocalDate.MIN).orElseThrow().effectiveFrom()).isNull();
        assertThat(sheet.inForceOn(LocalDate.parse("2026-02-28")).orElseThrow().effectiveFrom())
                .hasToString("2026-02-01");
        assertThat(sheet.inForceOn(LocalDate.parse("2026-03-01")).orElseThrow().effectiveFrom())
                .hasToString("2026-03-01");
    }

    @Test
    void refusesASheetWithoutPrices() {
        assertThatThrownBy(Sheets::explicit).hasMessageContaining("acme/one");
    }

    @Test
    void aModelIsAsDearAsThreePartsInputAndOneOutput() {
        assertThat(CostTier.of(Rates.of("0.5", "2.49"))).isEqualTo(CostTier.CHEAP);
        assertThat(CostTier.of(Rates.of("0.5", "2.5"))).isEqualTo(CostTier.MIDDLE);
        assertThat(CostTier.of(Rates.of("5", "16.99"))).isEqualTo(CostTier.MIDDLE);
        assertThat(CostTier.of(Rates.of("5", "17"))).isEqualTo(CostTier.DEAR);
        assertThat(CostTier.of(new Rates(BigDecimal.ZERO, BigDecimal.ZERO, null, null, null)))
                .isEqualTo(CostTier.CHEAP);
    }
}
