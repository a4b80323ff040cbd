package dev.parley.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CostSumTest {
    private static final Cost TEN_CENTS = Cost.known(Usd.of("0.10"));
    private static final Cost UNPRICED = Cost.unpriced("no price is known for x/y");

    @Test
    void sumsWhatIsKnownAndCountsWhatIsNot() {
        var sum = CostSum.NOTHING.plus(TEN_CENTS).plus(UNPRICED).plus(TEN_CENTS).plus(UNPRICED);
        assertThat(sum).isEqualTo(new CostSum(Usd.of("0.2"), 2));
        assertThat(sum.isComplete()).isFalse();
    }

    @Test
    void isCompleteWhenEveryPartIsKnown() {
        assertThat(CostSum.NOTHING.isComplete()).isTrue();
        assertThat(CostSum.NOTHING.plus(TEN_CENTS).plus(Cost.FREE).isComplete()).isTrue();
    }

    @Test
    void aSumOfSumsLacksWhatBothLack() {
        var one = CostSum.NOTHING.plus(TEN_CENTS).plus(UNPRICED);
        assertThat(one.plus(one)).isEqualTo(new CostSum(Usd.of("0.2"), 2));
    }

    @Test
    void refusesANegativeNumberOfUnpricedParts() {
        assertThatThrownBy(() -> new CostSum(Usd.ZERO, -1)).hasMessageContaining("-1");
    }

    @Test
    void anUnpricedCostIsNotAFreeOne() {
        assertThat(UNPRICED).isNotEqualTo(Cost.FREE);
        assertThat(UNPRICED.isKnown()).isFalse();
        assertThat(UNPRICED.display()).isEqualTo("—");
        assertThat(Cost.FREE.isKnown()).isTrue();
        assertThat(Cost.FREE.display()).isEqualTo("$0.00");
    }
}
