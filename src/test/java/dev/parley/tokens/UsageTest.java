package dev.parley.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Usage USAGE = new Usage(1, 20, 300, 4_000, 50_000, 600);

    @Test
    void totalInputIsFreshReadAndWrittenTogether() {
        assertThat(USAGE.totalInput()).isEqualTo(4_321);
        assertThat(USAGE.total()).isEqualTo(54_321);
    }

    @Test
    void theClassesTogetherAreTheTotal() {
        long sum = Arrays.stream(TokenClass.values()).mapToLong(USAGE::tokens).sum();
        assertThat(sum).isEqualTo(USAGE.total());
    }

    @Test
    void withoutACacheAllInputIsFresh() {
        assertThat(USAGE.uncached()).isEqualTo(new Usage(4_321, 0, 0, 0, 50_000, 600));
    }

    @Test
    void addsClassByClass() {
        assertThat(USAGE.plus(new Usage(9, 8, 7, 6, 5, 4))).isEqualTo(new Usage(10, 28, 307, 4_006, 50_005, 604));
        assertThat(USAGE.plus(Usage.NONE)).isEqualTo(USAGE);
    }

    @Test
    void refusesNegativeTokensAndNamesTheirClass() {
        assertThatThrownBy(() -> Usage.of(-1, 0)).hasMessage("negative input tokens: -1");
        assertThatThrownBy(() -> new Usage(0, -1, 0, 0, 0, 0)).hasMessageContaining("cacheRead");
        assertThatThrownBy(() -> new Usage(0, 0, -1, 0, 0, 0)).hasMessageContaining("cacheWrite5m");
        assertThatThrownBy(() -> new Usage(0, 0, 0, -1, 0, 0)).hasMessageContaining("cacheWrite1h");
        assertThatThrownBy(() -> Usage.of(0, -1)).hasMessageContaining("output");
    }

    @Test
    void reasoningIsAPartOfTheOutput() {
        assertThat(new Usage(0, 0, 0, 0, 7, 7).total()).isEqualTo(7);
        assertThatThrownBy(() -> new Usage(0, 0, 0, 0, 7, 8)).hasMessage("reasoning 8 exceeds output 7");
    }
}
