package dev.parley.planning.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Caching;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.tokens.Usage;
import org.junit.jupiter.api.Test;

class CacheForecastTest {
    private static final ModelId MODEL = ModelId.parse("acme/one");
    private static final Caching MARKED = new Caching(false, 1_024);
    private static final Caching BY_ITSELF = new Caching(true, 1_024);

    private final CacheForecast forecast = new CacheForecast();

    @Test
    void aMarkedPrefixIsWrittenThenReadAndOnlyItsGrowthIsWritten() {
        assertThat(marked("ada", 1_000, 100, 20, true)).isEqualTo(input(20, 0, 1_100));
        assertThat(marked("ada", 1_000, 400, 20, true)).isEqualTo(input(20, 1_100, 300));
        assertThat(marked("ada", 1_000, 900, 20, false)).isEqualTo(input(520, 1_400, 0));
    }

    @Test
    void aMarkedPrefixBelowTheMinimumIsFresh() {
        assertThat(marked("ada", 900, 123, 500, true)).isEqualTo(input(1_523, 0, 0));
        assertThat(marked("ada", 900, 124, 500, true)).isEqualTo(input(500, 0, 1_024));
    }

    @Test
    void anOnlyUseIsFresh() {
        assertThat(marked("ada", 5_000, 0, 0, false)).isEqualTo(input(5_000, 0, 0));
    }

    @Test
    void personasAndModelsHaveCachesOfTheirOwn() {
        marked("ada", 2_000, 0, 0, true);
        assertThat(marked("ben", 2_000, 0, 0, true)).isEqualTo(input(0, 0, 2_000));
        assertThat(forecast.input("ada", ModelId.parse("acme/two"), MARKED, true, size(2_000, 0, 0), true))
                .isEqualTo(input(0, 0, 2_000));
    }

    @Test
    void anAutomaticCacheIsReadInStepsAndItsWritesAreFree() {
        assertThat(byItself(false, 1_000, 23, 0, true)).isEqualTo(input(1_023, 0, 0));
        assertThat(byItself(false, 1_000, 200, 0, true)).isEqualTo(input(1_200, 0, 0));
        assertThat(byItself(false, 1_000, 500, 0, true)).isEqualTo(input(348, 1_152, 0));
        assertThat(byItself(false, 1_000, 536, 0, false)).isEqualTo(input(128, 1_408, 0));
    }

    @Test
    void anAutomaticCacheThatBillsWritesWritesWhatItDoesNotRead() {
        assertThat(byItself(true, 1_000, 280, 0, true)).isEqualTo(input(0, 0, 1_280));
        assertThat(byItself(true, 1_000, 500, 0, false)).isEqualTo(input(0, 1_280, 220));
    }

    private Usage marked(String persona, long standing, long transcript, long instruction, boolean again) {
        return forecast.input(persona, MODEL, MARKED, true, size(standing, transcript, instruction), again);
    }

    private Usage byItself(boolean billsWrites, long standing, long transcript, long instruction, boolean again) {
        return forecast.input("ada", MODEL, BY_ITSELF, billsWrites, size(standing, transcript, instruction), again);
    }

    private static PromptSize size(long standing, long transcript, long instruction) {
        return new PromptSize(standing, transcript, instruction, 100_000);
    }

    private static Usage input(long fresh, long read, long written) {
        return new Usage(fresh, read, written, 0, 0, 0);
    }
}
