package dev.parley.rehearsal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void neverHoldsMoreThanItsLimit() {
        Recent<Integer> recent = new Recent<>(100);
        for (int i = 0; i < 10_000; i++) {
            recent.keep(i, i);
            assertThat(recent.size()).isLessThanOrEqualTo(100);
        }
        assertThat(recent.find(9_999)).isEqualTo(9_999);
        assertThat(recent.find(5)).isNull();
    }

    @Test
    void whatIsAskedForStays() {
        Recent<String> recent = new Recent<>(100);
        recent.keep(-1, "kept");
        for (int i = 0; i < 10_000; i++) {
            recent.keep(i, "passing");
            assertThat(recent.find(-1)).isEqualTo("kept");
        }
    }
}
