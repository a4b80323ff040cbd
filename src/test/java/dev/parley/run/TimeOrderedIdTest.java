package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void laterIdsSortBehindEarlierOnes() {
        var ids = IntStream.range(0, 1_000)
                .mapToObj(i -> TimeOrderedId.at(NOW.plusMillis(i)))
                .toList();
        assertThat(ids).isSortedAccordingTo(Comparator.comparing(UUID::toString));
    }

    @Test
    void idsOfTheSameMomentDiffer() {
        assertThat(IntStream.range(0, 10_000).mapToObj(_ -> TimeOrderedId.at(NOW)))
                .doesNotHaveDuplicates();
    }

    @Test
    void anIdIsAUuidOfVersionSevenThatHoldsItsTime() {
        var id = TimeOrderedId.at(NOW);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }
}
