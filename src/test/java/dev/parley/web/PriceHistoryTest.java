package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelId;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-10");

    @Test
    void aPriceThatNeverChangedHasNoPicture() {
        assertThat(PriceHistory.of(sheet(period(null, "3", "15")), TODAY)).isEmpty();
    }

    @Test
    void eachPriceIsAStepThatLastsUntilTheNext() {
        var history = PriceHistory.of(sheet(period(null, "10", "20"), period("2026-06-10", "5", "10")), TODAY)
                .getFirst();
        assertThat(history.output()).isEqualTo("0,0 500,0 500,150 1000,150");
        assertThat(history.input()).isEqualTo("0,150 500,150 500,225 1000,225");
        assertThat(history.today()).isEqualTo(500);
        assertThat(history.top()).isEqualTo("$20");
        assertThat(history.words())
                .isEqualTo("$10 in · $20 out, then from 2026-06-10 $5 in · $10 out, per million tokens");
    }

    @Test
    void aFreeModelLiesOnTheGround() {
        var history = PriceHistory.of(sheet(period(null, "0", "0"), period("2026-06-10", "0", "0")), TODAY)
                .getFirst();
        assertThat(history.output()).isEqualTo("0,300 500,300 500,300 1000,300");
    }

    private static PriceSheet sheet(PricePeriod... periods) {
        return new PriceSheet(ModelId.parse("acme/one"), true, null, List.of(periods));
    }

    private static PricePeriod period(@Nullable String from, String input, String output) {
        return new PricePeriod(
                from == null ? null : LocalDate.parse(from),
                LocalDate.parse("2026-01-01"),
                "a price list",
                Rates.of(input, output),
                List.of(),
                List.of());
    }
}
