package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.planning.estimate.SpeakerShares.Taken;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerSharesTest {
    @Test
    void everybodySpeaksAlikeBeforeAnybodyWasHeard() {
        assertThat(SpeakerShares.EVEN.weight("ada")).isEqualTo(1);
        assertThat(SpeakerShares.of(List.of(new Taken("ben", 40, 20))).weight("ada"))
                .isEqualTo(1);
    }

    @Test
    void whoeverSpokeOftenSpeaksOften() {
        var shares = SpeakerShares.of(Collections.nCopies(100, new Taken("ada", 8, 4)));
        assertThat(shares.weight("ada")).isCloseTo(2, within(0.05));
        assertThat(SpeakerShares.of(List.of(new Taken("ada", 8, 4))).weight("ada"))
                .isBetween(1.1, 1.5);
    }

    @Test
    void whoeverNeverSpokeMaySpeakAllTheSame() {
        assertThat(SpeakerShares.of(Collections.nCopies(100, new Taken("ada", 0, 4)))
                        .weight("ada"))
                .isBetween(0.01, 0.1);
    }
}
