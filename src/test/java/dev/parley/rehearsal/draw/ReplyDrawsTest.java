package dev.parley.rehearsal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ReplyDrawsTest {
    private static final int RUNS = 3000;
    private final ReplyDraws draws = new ReplyDraws(5);

    private ReplyShape draw(long run, String persona, int turn, OptionalInt words) {
        return draws.draw(new Moment(run, "gpt-4o", persona, turn, run * 31 + turn), words);
    }

    private double[] sample(String persona, int turn, OptionalInt words, ToDoubleFunction<ReplyShape> what) {
        double[] sample = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            sample[run] = what.applyAsDouble(draw(run, persona, turn, words));
        }
        return sample;
    }

    @Test
    void lengthsWithinAPersonaVaryWidely() {
        assertThat(variation(sample("ada", 3, OptionalInt.empty(), ReplyShape::tokens)))
                .isBetween(0.45, 1.2);
    }

    @Test
    void lengthsWithinOneRunOfAPersonaVaryWidelyToo() {
        double[] within = new double[400];
        double sum = 0;
        for (int run = 0; run < 50; run++) {
            for (int turn = 0; turn < within.length; turn++) {
                within[turn] = draw(run, "ada", turn, OptionalInt.empty()).tokens();
            }
            sum += variation(within);
        }
        assertThat(sum / 50).isGreaterThan(0.45);
    }

    @Test
    void lengthsVaryWidelyUnderAWordLimitToo() {
        assertThat(variation(sample("ada", 3, OptionalInt.of(60), ReplyShape::tokens)))
                .isGreaterThan(0.45);
    }

    @Test
    void latenciesWithinAPersonaVaryWidely() {
        assertThat(variation(sample("ada", 3, OptionalInt.empty(), ReplyShape::firstTokenMillis)))
                .isBetween(0.45, 1.2);
    }

    @Test
    void turnsOfOneRunCorrelate() {
        List<ToDoubleFunction<ReplyShape>> figures = List.of(ReplyShape::tokens, ReplyShape::firstTokenMillis);
        for (ToDoubleFunction<ReplyShape> figure : figures) {
            double[] one = sample("ada", 2, OptionalInt.empty(), figure);
            double[] other = sample("ben", 5, OptionalInt.empty(), figure);
            assertThat(correlation(one, other)).isBetween(0.3, 0.6);
        }
    }

    @Test
    void turnsOfOneRunCorrelateUnderAWordLimitToo() {
        double[] one = sample("ada", 2, OptionalInt.of(70), ReplyShape::tokens);
        double[] other = sample("ada", 4, OptionalInt.of(70), ReplyShape::tokens);
        assertThat(correlation(one, other)).isGreaterThan(0.3);
    }

    @Test
    void medianRepliesAreOfOrdinaryLength() {
        List<Double> medians = new ArrayList<>();
        for (String persona : List.of("ada", "ben", "cleo", "dora", "emil")) {
            medians.add(median(sample(persona, 3, OptionalInt.empty(), ReplyShape::tokens)));
        }
        assertThat(medians).allSatisfy(median -> assertThat(median).isBetween(58.0, 142.0));
        assertThat(medians.stream().distinct().count()).isGreaterThan(2);
    }

    @Test
    void aLimitOfWordsIsMostlyKept() {
        double[] tokens = sample("ada", 3, OptionalInt.of(40), ReplyShape::tokens);
        double kept = Arrays.stream(tokens).filter(t -> t <= 40 * 1.35).count();
        assertThat(kept / tokens.length).isGreaterThan(0.7);
    }

    @Test
    void theSameMomentDrawsTheSame() {
        assertThat(new ReplyDraws(5).draw(new Moment(1, "m", "p", 2, 3), OptionalInt.empty()))
                .isEqualTo(draws.draw(new Moment(1, "m", "p", 2, 3), OptionalInt.empty()));
        assertThat(draws.draw(new Moment(2, "m", "p", 2, 3), OptionalInt.empty()))
                .isNotEqualTo(draws.draw(new Moment(1, "m", "p", 2, 3), OptionalInt.empty()));
    }

    @Test
    void theFirstTokenComesAfterHalfASecondOrSo() {
        assertThat(median(sample("ada", 3, OptionalInt.empty(), ReplyShape::firstTokenMillis)))
                .isBetween(290.0, 760.0);
    }

    @Test
    void aScriptOfTwelveTurnsEndsWithinAMinute() {
        int late = 0;
        for (int run = 0; run < 1000; run++) {
            double seconds = 0;
            for (int turn = 0; turn < 12; turn++) {
                ReplyShape shape = draw(run, "ada", turn, OptionalInt.empty());
                Latency pace = new Latency.Drawn();
                seconds += pace.firstTokenMillis(shape, shape.reasoningTokens()) / 1000
                        + shape.tokens() * pace.millisPerToken(shape) / 1000;
            }
            late += seconds > 60 ? 1 : 0;
        }
        assertThat(late).isLessThan(5);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double variation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                        .map(v -> (v - mean) * (v - mean))
                        .average()
                        .orElseThrow())
                / mean;
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - meanOne) * (other[i] - meanOther);
        }
        return product / one.length / (variation(one) * meanOne * variation(other) * meanOther);
    }
}
