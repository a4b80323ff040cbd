package dev.parley.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                | $0.00
            0.000            | $0.00
            0.0000009999     | <$0.000001
            0.000000000001   | <$0.000001
            0.000001         | $0.000001
            0.0000014        | $0.000001
            0.0000016        | $0.000002
            0.009999         | $0.009999
            0.0099999        | $0.010000
            0.01             | $0.0100
            0.11715          | $0.1172
            0.9999           | $0.9999
            0.99999          | $1.0000
            1                | $1.00
            1.005            | $1.00
            1.015            | $1.02
            999.99           | $999.99
            999.999          | $1,000.00
            1000             | $1,000.00
            1234567.891      | $1,234,567.89
            1E+3             | $1,000.00
            -0.0000009       | >-$0.000001
            -0.000001        | -$0.000001
            -0.009999        | -$0.009999
            -0.5             | -$0.5000
            -1234.5          | -$1,234.50
            """)
    void showsAsManyDecimalsAsItsSizeNeeds(String amount, String shown) {
        assertThat(Usd.of(amount).display()).isEqualTo(shown);
    }

    @Test
    void nothingButZeroShowsAsZero() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            var amount = BigDecimal.valueOf(random.nextLong(-5_000, 5_000), random.nextInt(0, 15));
            var shown = new Usd(amount).display();
            assertThat(shown.chars().noneMatch(c -> c >= '1' && c <= '9'))
                    .as("%s shows as %s", amount, shown)
                    .isEqualTo(amount.signum() == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1E+3, 1000",
        "1E-12, 0.000000000001",
        "0E-20, 0",
        "0E+5, 0",
        "1.500, 1.5",
        "-2.50E+2, -250",
        "3.625E-9, 0.000000003625"
    })
    void plainHasNoExponentAndNoNeedlessZeros(String amount, String plain) {
        assertThat(Usd.of(amount).plain()).isEqualTo(plain);
        assertThat(Usd.of(amount)).hasToString(plain);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.000", "0, 0E-9", "1E+3, 1000.0", "-0.5, -0.50"})
    void isEqualWhateverZerosItWasWrittenWith(String one, String other) {
        assertThat(Usd.of(one)).isEqualTo(Usd.of(other)).hasSameHashCodeAs(Usd.of(other));
        assertThat(Usd.of(one)).isEqualByComparingTo(Usd.of(other));
    }

    @Test
    void addsSubtractsAndMultipliesToTheLastDigit() {
        assertThat(Usd.of("0.1").plus(Usd.of("0.2"))).isEqualTo(Usd.of("0.3"));
        assertThat(Usd.of("0.1").minus(Usd.of("0.3"))).isEqualTo(Usd.of("-0.2"));
        assertThat(Usd.of("1000000").plus(Usd.of("0.000000000001"))).isEqualTo(Usd.of("1000000.000000000001"));
        assertThat(Usd.of("0.000000003625").times(new BigDecimal("0.55"))).isEqualTo(Usd.of("0.00000000199375"));
    }

    @Test
    void pricesTokensByTheMillionWithoutRounding() {
        assertThat(Usd.ofTokens(1, new BigDecimal("0.003625"))).isEqualTo(Usd.of("0.000000003625"));
        assertThat(Usd.ofTokens(1_000_000, new BigDecimal("15"))).isEqualTo(Usd.of("15"));
        assertThat(Usd.ofTokens(Long.MAX_VALUE, BigDecimal.TEN)).isEqualTo(Usd.of("92233720368547.75807"));
        assertThat(Usd.ofTokens(0, BigDecimal.TEN)).isEqualTo(Usd.ZERO);
    }

    @Test
    void comparesByValue() {
        var less = Usd.of("0.9");
        var more = Usd.of("1.0");
        assertThat(less.max(more)).isEqualTo(more);
        assertThat(more.max(less)).isEqualTo(more);
        assertThat(less.min(more)).isEqualTo(less);
        assertThat(more.min(less)).isEqualTo(less);
        assertThat(Usd.of("-0.1").isNegative()).isTrue();
        assertThat(Usd.ZERO.isNegative()).isFalse();
        assertThat(Usd.of("0.00").isZero()).isTrue();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Usd.of("1,5")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Usd.of("$1")).isInstanceOf(NumberFormatException.class);
    }
}
