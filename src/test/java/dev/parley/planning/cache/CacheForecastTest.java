package dev.parley.planning.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CacheForecastTest {
    private static final CacheRules MARKED = new CacheRules(false, true, 1_024);
    private static final CacheRules BY_ITSELF = new CacheRules(true, false, 1_024);
    private static final CacheRules BILLED_BY_ITSELF = new CacheRules(true, true, 1_024);

    private final CacheForecast forecast = new CacheForecast();

    @Test
    void aMarkedPrefixIsWrittenThenReadAndOnlyItsGrowthIsWritten() {
        assertThat(next(MARKED, 1_100, 20, true)).containsExactly(20.0, 0.0, 1_100.0);
        assertThat(next(MARKED, 1_400, 20, true)).containsExactly(20.0, 1_100.0, 300.0);
        assertThat(next(MARKED, 1_900, 20, false)).containsExactly(520.0, 1_400.0, 0.0);
    }

    @Test
    void aMarkedPrefixBelowTheMinimumIsFresh() {
        assertThat(next(MARKED, 1_023, 500, true)).containsExactly(1_523.0, 0.0, 0.0);
        assertThat(next(MARKED, 1_024, 500, true)).containsExactly(500.0, 0.0, 1_024.0);
    }

    @Test
    void anOnlyUseIsFresh() {
        assertThat(next(MARKED, 5_000, 0, false)).containsExactly(5_000.0, 0.0, 0.0);
    }

    @Test
    void whatIsNotMarkedWhereMarksAreNeededIsFresh() {
        var unmarked = CacheRules.of(new dev.parley.model.Caching(false, 1_024), true, false);
        next(unmarked, 5_000, 0, true);
        assertThat(next(unmarked, 6_000, 0, true)).containsExactly(6_000.0, 0.0, 0.0);
    }

    @Test
    void anAutomaticCacheIsReadInStepsAndItsWritesAreFree() {
        assertThat(next(BY_ITSELF, 1_023, 0, true)).containsExactly(1_023.0, 0.0, 0.0);
        assertThat(next(BY_ITSELF, 1_200, 0, true)).containsExactly(1_200.0, 0.0, 0.0);
        assertThat(next(BY_ITSELF, 1_500, 0, true)).containsExactly(348.0, 1_152.0, 0.0);
        assertThat(next(BY_ITSELF, 1_536, 0, false)).containsExactly(128.0, 1_408.0, 0.0);
    }

    @Test
    void aCacheOfSmallBlocksIsReadInThem() {
        var small = new CacheRules(true, false, 64);
        next(small, 200, 0, true);
        assertThat(next(small, 300, 0, true)).containsExactly(108.0, 192.0, 0.0);
    }

    @Test
    void anAutomaticCacheThatBillsWritesWritesWhatItDoesNotRead() {
        assertThat(next(BILLED_BY_ITSELF, 1_280, 0, true)).containsExactly(0.0, 0.0, 1_280.0);
        assertThat(next(BILLED_BY_ITSELF, 1_500, 0, false)).containsExactly(0.0, 1_280.0, 220.0);
    }

    @Test
    void whereWritesAreBilledTheyAreReadToTheToken() {
        next(BILLED_BY_ITSELF, 1_285, 0, true);
        assertThat(next(BILLED_BY_ITSELF, 1_500, 0, true)).containsExactly(0.0, 1_285.0, 215.0);
    }

    /// The entry ends with the question, and the next prompt goes on without it.
    @Test
    void aPromptThatEndsWithAQuestionIsWrittenWholeAgain() {
        next(BILLED_BY_ITSELF, 1_285, 40, true);
        assertThat(next(BILLED_BY_ITSELF, 1_500, 40, true)).containsExactly(0.0, 0.0, 1_540.0);
    }

    @Test
    void whatNobodyUsedForFiveMinutesIsGone() {
        forecast.next(MARKED, 2_000, 0, true, 0);
        forecast.next(MARKED, 2_100, 0, true, 299);
        assertThat(forecast.read()).isEqualTo(2_000);
        forecast.next(MARKED, 2_200, 0, true, 600);
        assertThat(forecast.read()).isZero();
        assertThat(forecast.written()).isEqualTo(2_200);
    }

    @Test
    void whatWasSentBeforeTheTurnsAheadMayStillBeKept() {
        forecast.begin(MARKED, 1_500, -30);
        assertThat(next(MARKED, 1_800, 0, true)).containsExactly(0.0, 1_500.0, 300.0);
        forecast.begin(MARKED, 1_500, -301);
        assertThat(next(MARKED, 1_800, 0, true)).containsExactly(0.0, 0.0, 1_800.0);
        forecast.begin(MARKED, 900, -30);
        assertThat(next(MARKED, 1_800, 0, true)).containsExactly(0.0, 0.0, 1_800.0);
    }

    /// @return fresh, read and written
    private List<Double> next(CacheRules rules, double prefix, double instruction, boolean again) {
        forecast.next(rules, prefix, instruction, again, 0);
        return List.of(forecast.fresh(), forecast.read(), forecast.written());
    }
}
