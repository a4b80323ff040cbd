package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.money.Usd;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HoldAskTest {
    private static final HoldAsk ASK = new HoldAsk(Usd.of("0.01"), Usd.of("0.00001"), 1000, 100);

    @Test
    void theWholeReplyFitsToTheLastDigit() {
        assertThat(ASK.tokensWithin(Usd.of("0.02"))).isEqualTo(1000);
        assertThat(ASK.tokensWithin(Usd.of("0.019999999"))).isEqualTo(999);
    }

    @Test
    void nothingFitsWhereTheInputAloneIsTooDear() {
        assertThat(ASK.tokensWithin(Usd.of("0.009"))).isZero();
        assertThat(ASK.tokensWithin(Usd.of("-1"))).isZero();
        assertThat(new HoldAsk(Usd.of("1"), Usd.ZERO, 10, 1).tokensWithin(Usd.of("0.5")))
                .isZero();
    }

    @Test
    void whatCostsNothingFitsAlsoWhereMoreThanAllIsGone() {
        assertThat(new HoldAsk(Usd.ZERO, Usd.ZERO, 1000, 100).tokensWithin(Usd.of("-3")))
                .isEqualTo(1000);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new HoldAsk(Usd.ZERO, Usd.ZERO, 10, 11)).hasMessageContaining("tokens");
        assertThatThrownBy(() -> new HoldAsk(Usd.ZERO, Usd.ZERO, 10, 0)).hasMessageContaining("tokens");
        assertThatThrownBy(() -> new HoldAsk(Usd.of("-1"), Usd.ZERO, 10, 1)).hasMessageContaining("price");
    }

    @Property
    boolean theLongestReplyThatFitsIsFound(
            @ForAll @LongRange(min = 0, max = 1_000_000) long inputMicros,
            @ForAll @LongRange(min = 1, max = 10_000) long nanosPerToken,
            @ForAll @IntRange(min = 1, max = 100_000) int mostTokens,
            @ForAll @LongRange(min = 0, max = 3_000_000) long roomMicros) {
        var ask = new HoldAsk(usd(inputMicros, 6), usd(nanosPerToken, 9), mostTokens, 1);
        var room = usd(roomMicros, 6);
        int tokens = ask.tokensWithin(room);
        boolean fits = tokens == 0 || ask.at(tokens).compareTo(room) <= 0;
        boolean isLongest = tokens == mostTokens || ask.at(tokens + 1).compareTo(room) > 0;
        return fits && isLongest;
    }

    static Usd usd(long number, int digits) {
        return new Usd(BigDecimal.valueOf(number, digits));
    }
}
