package dev.parley.pricing;

import static dev.parley.pricing.Sheets.MODEL;
import static dev.parley.pricing.Sheets.automatic;
import static dev.parley.pricing.Sheets.book;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheStorageTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final PriceBook BOOK = book(automatic(storing(null, "4.5"), storing("2026-11-02", "1.5")));

    @Test
    void anHourOfAMillionTokensCostsTheListedPrice() {
        assertThat(BOOK.storage(MODEL, 1_000_000, NOON, NOON.plusSeconds(3_600)))
                .isEqualTo(Cost.known(Usd.of("4.5")));
    }

    @Test
    void shorterTimesCostTheirShareRoundedToTwelveDigits() {
        assertThat(BOOK.storage(MODEL, 1, NOON, NOON.plusSeconds(1))).isEqualTo(Cost.known(Usd.of("0.00000000125")));
        assertThat(BOOK.storage(MODEL, 1, NOON, NOON.plusNanos(1_000_000)))
                .isEqualTo(Cost.known(Usd.of("0.000000000001")));
    }

    @Test
    void eachDayCostsItsOwnPrice() {
        var midnight = Instant.parse("2026-11-02T00:00:00Z");
        assertThat(BOOK.storage(MODEL, 2_000_000, midnight.minusSeconds(3_600), midnight.plusSeconds(7_200)))
                .isEqualTo(Cost.known(Usd.of("15")));
    }

    @Test
    void noTimeCostsNothing() {
        assertThat(BOOK.storage(MODEL, 5, NOON, NOON)).isEqualTo(Cost.known(Usd.ZERO));
    }

    @Test
    void withoutAPriceItIsUnknownAndNotFree() {
        assertThat(book(automatic(storing(null, null)))
                        .storage(MODEL, 5, NOON, NOON.plusSeconds(1))
                        .isKnown())
                .isFalse();
        assertThat(BOOK.storage(ModelId.parse("acme/other"), 5, NOON, NOON.plusSeconds(1))
                        .isKnown())
                .isFalse();
    }

    @Test
    void timeDoesNotRunBackwards() {
        assertThatThrownBy(() -> BOOK.storage(MODEL, 5, NOON, NOON.minusSeconds(1)))
                .hasMessageContaining("until");
    }

    private static PricePeriod storing(@Nullable String from, @Nullable String perMtokHour) {
        return new PricePeriod(
                from == null ? null : LocalDate.parse(from),
                LocalDate.parse("2026-01-01"),
                null,
                "a price list",
                Sheets.BASE,
                List.of(),
                List.of(),
                perMtokHour == null ? null : new BigDecimal(perMtokHour));
    }
}
