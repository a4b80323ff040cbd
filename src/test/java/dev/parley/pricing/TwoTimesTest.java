package dev.parley.pricing;

import static dev.parley.pricing.Sheets.MODEL;
import static dev.parley.pricing.Sheets.automatic;
import static dev.parley.pricing.Sheets.book;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A price has two days: the one from which it applies, and the one on which it was learned.
class TwoTimesTest {
    private static final Usage MTOK = Usage.of(1_000_000, 0);
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    private static final PricePeriod LAUNCH = learned(null, "2026-01-01", null, "3");

    @Test
    void ofTwoPricesForTheSameDayTheOneLearnedLaterCounts() {
        var announced = learned("2026-09-01", "2026-06-01", null, "5");
        var corrected = learned("2026-09-01", "2026-08-10", null, "4");
        assertThat(usd(book(automatic(LAUNCH, corrected, announced)))).isEqualTo("4");
    }

    @Test
    void aPriceThatAppliesLaterCountsEvenIfAnEarlierOneWasLearnedAfterIt() {
        var rise = learned("2026-09-01", "2026-06-01", null, "5");
        var correctionOfTheFirst = learned("2026-02-01", "2026-09-20", null, "2");
        var book = book(automatic(LAUNCH, rise, correctionOfTheFirst));
        assertThat(usd(book)).isEqualTo("5");
        assertThat(book.price(MODEL, MTOK, Instant.parse("2026-03-01T00:00:00Z"), false)
                        .cost())
                .isEqualTo(Cost.known(Usd.of("2")));
    }

    @Test
    void aWithdrawnPriceNeverApplies() {
        var withdrawn = learned("2026-09-01", "2026-06-01", "2026-08-15", "5");
        assertThat(usd(book(automatic(LAUNCH, withdrawn)))).isEqualTo("3");
    }

    @Test
    void whatWasBelievedOnADayCanBeAsked() {
        var withdrawn = learned("2026-09-01", "2026-06-01", "2026-08-15", "5");
        var book = book(automatic(LAUNCH, withdrawn));
        assertThat(usd(asKnown(book, "2026-05-31"))).isEqualTo("3");
        assertThat(usd(asKnown(book, "2026-06-01"))).isEqualTo("5");
        assertThat(usd(asKnown(book, "2026-08-14"))).isEqualTo("5");
        assertThat(usd(asKnown(book, "2026-08-15"))).isEqualTo("3");
    }

    @Test
    void beforeAnythingWasLearnedThePriceWasUnknown() {
        assertThat(asKnown(book(automatic(LAUNCH)), "2025-12-31")
                        .price(MODEL, MTOK, OCTOBER, false)
                        .cost()
                        .isKnown())
                .isFalse();
    }

    @Test
    void aModelWhoseEveryPriceWasWithdrawnIsUnpriced() {
        var book = book(automatic(learned(null, "2026-01-01", "2026-01-02", "3")));
        assertThat(book.price(MODEL, MTOK, OCTOBER, false))
                .isEqualTo(new PricedUsage.Unknown("every price of acme/one was withdrawn"));
    }

    @Test
    void theRowSaysWhenItWasLearned() {
        var priced = (PricedUsage.Known) book(automatic(LAUNCH)).price(MODEL, MTOK, OCTOBER, false);
        assertThat(priced.price().recordedAt()).isEqualTo("2026-01-01");
        assertThat(priced.price().assumed()).isFalse();
    }

    @Test
    void aPriceCannotBeWithdrawnBeforeItWasLearned() {
        assertThatThrownBy(() -> learned(null, "2026-01-02", "2026-01-01", "3")).hasMessageContaining("2026-01-01");
    }

    private static PricePeriod learned(
            @Nullable String from, String recorded, @Nullable String withdrawn, String inputPerMtok) {
        return new PricePeriod(
                from == null ? null : LocalDate.parse(from),
                LocalDate.parse(recorded),
                withdrawn == null ? null : LocalDate.parse(withdrawn),
                "a price list",
                Rates.of(inputPerMtok, "15"),
                List.of(),
                List.of(),
                null);
    }

    private static PriceBook asKnown(PriceBook book, String day) {
        return book.asKnownOn(LocalDate.parse(day));
    }

    private static String usd(PriceBook book) {
        var cost = book.price(MODEL, MTOK, OCTOBER, false).cost();
        return cost instanceof Cost.Known(var usd) ? usd.plain() : "unknown";
    }
}
