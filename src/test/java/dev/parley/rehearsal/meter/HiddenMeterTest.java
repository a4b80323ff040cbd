package dev.parley.rehearsal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.Fakes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HiddenMeterTest {
    private static final int ROOMY = 10_000_000;
    private final HiddenMeter meter = new HiddenMeter(Fakes.COUNTER, 42);

    @Test
    void eachModelHasItsOwnFactorBetweenItsBounds() {
        List<Double> factors = List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
                .map(meter::factor)
                .toList();
        assertThat(factors).allSatisfy(factor -> assertThat(factor).isBetween(0.85, 1.35));
        assertThat(factors).doesNotHaveDuplicates();
    }

    @Test
    void aCountIsNearTheKnownOneTimesTheFactorAndNotEqualToIt() {
        int known = 0;
        int off = 0;
        for (int i = 0; i < 40; i++) {
            String text = Fakes.words(200, i);
            double plain = Fakes.COUNTER.count(text) * meter.factor("m");
            int counted = meter.count("m", text);
            assertThat(counted / plain).isBetween(0.95, 1.07);
            known++;
            off += Math.abs(counted / plain - 1) > 0.005 ? 1 : 0;
        }
        assertThat(off).isGreaterThan(known / 2);
    }

    @Test
    void theSameTextAlwaysCountsTheSame() {
        String text = Fakes.words(500, 1);
        assertThat(new HiddenMeter(Fakes.COUNTER, 42).count("m", text)).isEqualTo(meter.count("m", text));
        assertThat(new HiddenMeter(Fakes.COUNTER, 43).count("m", text)).isNotEqualTo(meter.count("m", text));
    }

    @Test
    void aTextThatGrewSharesItsPrefixAndItsCounts() {
        String text = Fakes.words(800, 2);
        Measured before = meter.measure("m", List.of(new Block("user", text, 3)), ROOMY);
        Measured after = meter.measure("m", List.of(new Block("user", text + Fakes.words(300, 3), 3)), ROOMY);
        int shared = before.pieceHashes().length - 1;
        assertThat(shared).isGreaterThan(5);
        assertThat(after.pieceHashes()).startsWith(Arrays.copyOf(before.pieceHashes(), shared));
        assertThat(after.pieceTokens()).startsWith(Arrays.copyOf(before.pieceTokens(), shared));
    }

    @Test
    void textsThatWereCountedBeforeAreNotCountedAgain() {
        AtomicInteger counted = new AtomicInteger();
        HiddenMeter counting = new HiddenMeter(
                text -> {
                    counted.incrementAndGet();
                    return text.length() / 4;
                },
                1);
        List<Block> blocks = List.of(new Block("system", Fakes.words(900, 1), 3));
        counting.measure("m", blocks, ROOMY);
        int first = counted.get();
        counting.measure("m", blocks, ROOMY);
        counting.measure("another model", blocks, ROOMY);
        assertThat(counted.get()).isEqualTo(first).isPositive();
    }

    @Property(tries = 300)
    void aCountIsNeverMoreThanTheBytesOfTheText(@ForAll String text, @ForAll @IntRange(max = 50) int model) {
        assertThat(meter.count("model-" + model, text))
                .isBetween(text.isEmpty() ? 0 : 1, Math.max(0, text.getBytes(StandardCharsets.UTF_8).length * 3));
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (whole) {
            assertThat(meter.count("model-" + model, text))
                    .isLessThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Property(tries = 200)
    void runningTotalsNeverFall(@ForAll @Size(max = 12) List<String> texts) {
        List<Block> blocks =
                texts.stream().map(text -> new Block("user", text, 3)).toList();
        Measured measured = meter.measure("m", blocks, ROOMY);
        assertThat(measured.pieceTokens()).isSorted();
        assertThat(measured.blockTokens()).isSorted();
        int last = texts.isEmpty() ? 0 : measured.blockTokens()[texts.size() - 1];
        assertThat(measured.total()).isGreaterThanOrEqualTo(last);
    }

    @Test
    void aLongTextWithoutAnyBreakIsCutBetweenCharacters() {
        String text = "😀".repeat(3000);
        Measured measured = meter.measure("m", List.of(new Block("user", text, 0)), ROOMY);
        assertThat(measured.pieceHashes()).hasSize(3);
        assertThat(meter.count("m", text)).isPositive();
    }
}
